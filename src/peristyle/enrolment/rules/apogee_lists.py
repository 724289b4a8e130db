"""Lists of enrolments taken out of Apogée, whose titles are the columns of its tables (facts/scolarite.md §1.1, §1.4).

Apogée has no such file of its own: what is read is a query on INDIVIDU, INS_ADM_ANU and INS_ADM_ETP.
"""

from collections.abc import Mapping

from peristyle.kernel.importing.files import Layout

LAYOUT = Layout(
    required=("cod_etu", "lib_nom_pat_ind", "lib_pr1_ind", "date_nai_ind", "cod_anu", "cod_etp"),
    optional=(
        "cod_nne_ind",
        "cod_cle_nne_ind",
        "cod_sex_etu",
        "lib_nom_usu_ind",
        "lib_pr2_ind",
        "lib_pr3_ind",
        "lib_vil_nai_etu",
        "cod_vrs_vet",
        "eta_iae",
        "tem_iae_prm",
        "tem_brs_iaa",
        "cod_soc",
    ),
)
#: E: it stands; R: the student gave it up; A: it was a mistake.
STATES = {"e": ("valide", ""), "r": ("annulee", "DEMISSION"), "a": ("annulee", "ERREUR_DE_SAISIE")}
CIVILITIES = {"f": "mme", "m": "m"}
YES_OR_NO = {"o": "oui", "n": "non"}
GRANT_HOLDER = "bo"


def neutral(cells: Mapping[str, str]) -> dict[str, str]:
    """A line by the columns of the neutral table. A word Apogée does not use stays, to be refused where it stands."""

    def cell(column: str) -> str:
        return cells.get(column, "")

    def word(column: str, words: Mapping[str, str]) -> str:
        return words.get(cell(column).lower(), cell(column))

    state, reason = STATES.get(cell("eta_iae").lower(), (cell("eta_iae"), ""))
    usual = cell("lib_nom_usu_ind")
    return {
        "numero_etudiant": cell("cod_etu"),
        "ine": cell("cod_nne_ind") + cell("cod_cle_nne_ind"),
        "nom": cell("lib_nom_pat_ind"),
        "nom_usage": "" if usual == cell("lib_nom_pat_ind") else usual,
        "prenom": cell("lib_pr1_ind"),
        "autres_prenoms": " ".join(filter(None, [cell("lib_pr2_ind"), cell("lib_pr3_ind")])),
        "civilite": word("cod_sex_etu", CIVILITIES),
        "date_naissance": cell("date_nai_ind"),
        "lieu_naissance": cell("lib_vil_nai_etu"),
        "annee": cell("cod_anu"),
        "chemin": "-".join(filter(None, [cell("cod_etp"), cell("cod_vrs_vet")])),
        "statut": state,
        "motif_annulation": reason,
        "principale": word("tem_iae_prm", YES_OR_NO),
        "boursier": "oui" if cell("cod_soc").lower() == GRANT_HOLDER else word("tem_brs_iaa", YES_OR_NO),
    }
