"""The columns of an export of enrolments, by layout: title, what stands there, whether it is a code.

Apogée's names: facts/scolarite.md §1.1, §1.3 and §1.4 (INDIVIDU, INS_ADM_ANU, INS_ADM_ETP).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from peristyle.enrolment.models import CancellationReason, Enrolment
from peristyle.enrolment.rules.export_layouts import ExportLayout
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.people.public import Civility

#: ETA_IAE: under way, cancelled, given up.
APOGEE_STATES = {"": "E", CancellationReason.MISTAKE.value: "A", CancellationReason.RESIGNATION.value: "R"}
APOGEE_SEXES = {Civility.MS.value: "F", Civility.MR.value: "M"}
INE_BODY = 10


@dataclass(frozen=True)
class Column:
    """A column: its title, and what it says of an enrolment; a code is never rounded nor shortened."""

    title: str
    cell: Callable[[Enrolment, PaymentState], str]
    is_code: bool = False


def _code(title: str, cell: Callable[[Enrolment], str | None]) -> Column:
    return Column(title, lambda enrolment, _: cell(enrolment) or "", is_code=True)


def _text(title: str, cell: Callable[[Enrolment], str]) -> Column:
    return Column(title, lambda enrolment, _: cell(enrolment))


def _day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}" if value else ""


def _yes(value: object) -> str:
    return "oui" if value else "non"


def _flag(value: object) -> str:
    return "O" if value else "N"


def _login(enrolment: Enrolment) -> str:
    account = getattr(enrolment.person, "account", None)
    return account.login if account else ""


COLUMNS = {
    ExportLayout.COMPLETE: (
        _code("numero_etudiant", lambda each: each.person.student_number),
        _code("ine", lambda each: each.person.national_id),
        _text("civilite", lambda each: each.person.civility),
        _text("nom", lambda each: each.person.birth_name),
        _text("nom_usage", lambda each: each.person.usual_name),
        _text("prenom", lambda each: each.person.given_name),
        _text("prenom_usage", lambda each: each.person.usual_given_name),
        _text("autres_prenoms", lambda each: each.person.other_given_names),
        _text("date_naissance", lambda each: _day(each.person.birth_date)),
        _text("lieu_naissance", lambda each: each.person.birth_place),
        _text("pays_naissance", lambda each: each.person.birth_country),
        _text("identifiant", _login),
        _text("mail_personnel", lambda each: each.person.backup_email),
        _code("annee", lambda each: str(each.academic_year_id)),
        _code("composante", lambda each: each.step.degree.component_id),
        _code("diplome", lambda each: each.step.degree.code),
        _code("etape", lambda each: each.step.code),
        _code("version", lambda each: each.step.version),
        _text("libelle_etape", lambda each: each.step.label),
        _text("principale", lambda each: _yes(each.main)),
        _text("regime", lambda each: each.file.regime),
        _text("cesure", lambda each: each.file.gap_year),
        _text("mobilite", lambda each: each.file.mobility),
        _text("regime_special", lambda each: _yes(each.file.special_regime)),
        _text("boursier", lambda each: _yes(each.file.admission.grant_holder)),
        _text("origine", lambda each: each.file.admission.origin),
        _code("numero_candidature", lambda each: each.file.admission.application_number),
        _code("cvec", lambda each: each.file.cvec_number),
        Column("paiement", lambda _, payment: payment.value),
        _text("validee_le", lambda each: _day(each.validated_at)),
        _text("annulee_le", lambda each: _day(each.cancelled_at)),
        _text("motif_annulation", lambda each: each.cancellation_reason),
    ),
    ExportLayout.APOGEE: (
        _code("COD_ETU", lambda each: each.person.student_number),
        _code("COD_NNE_IND", lambda each: (each.person.national_id or "")[:INE_BODY]),
        _code("COD_CLE_NNE_IND", lambda each: (each.person.national_id or "")[INE_BODY:]),
        _text("COD_SEX_ETU", lambda each: APOGEE_SEXES.get(each.person.civility, "")),
        _text("LIB_NOM_PAT_IND", lambda each: each.person.birth_name),
        _text("LIB_NOM_USU_IND", lambda each: each.person.usual_name),
        _text("LIB_PR1_IND", lambda each: each.person.given_name),
        _text("DATE_NAI_IND", lambda each: _day(each.person.birth_date)),
        _text("LIB_VIL_NAI_ETU", lambda each: each.person.birth_place),
        _code("COD_ANU", lambda each: str(each.academic_year_id)),
        _code("COD_CMP", lambda each: each.step.degree.component_id),
        _code("COD_DIP", lambda each: each.step.degree.code),
        _code("COD_ETP", lambda each: each.step.code),
        _code("COD_VRS_VET", lambda each: each.step.version),
        _text("ETA_IAE", lambda each: APOGEE_STATES[each.cancellation_reason]),
        _text("TEM_IAE_PRM", lambda each: _flag(each.main)),
        _text("TEM_BRS_IAA", lambda each: _flag(each.file.admission.grant_holder)),
    ),
}
