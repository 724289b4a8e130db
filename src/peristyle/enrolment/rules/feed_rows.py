"""Checking what another system of scolarité says of its enrolments: one neutral row each, from a file or a service.

Words and values are Pégase's (facts/scolarite.md §1.4; its published « inscription externe » API, version 2).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.admission_rows import YES_OR_NO, FindStep, MayImport, written_year
from peristyle.enrolment.rules.situations import GapYear, Mobility
from peristyle.kernel.importing.cells import WrongCell, birth_date, check_each, choice, civility, day, email
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import SENTENCES as ANY_FILE
from peristyle.kernel.importing.problems import Problem

#: Who somebody is, then what they are enrolled in.
STUDENT = Layout(
    required=("numero_etudiant", "nom", "prenom", "date_naissance"),
    optional=("ine", "nom_usage", "autres_prenoms", "civilite", "lieu_naissance", "pays_naissance", "mail"),
)
ENROLMENT = Layout(
    required=("numero_etudiant", "annee", "chemin"),
    optional=(
        "periode",
        "statut",
        "motif_annulation",
        "principale",
        "paiement",
        "date_inscription",
        "cesure",
        "mobilite",
        "boursier",
    ),
)
LAYOUT = Layout(
    required=(*STUDENT.required, *(each for each in ENROLMENT.required if each not in STUDENT.required)),
    optional=STUDENT.optional + ENROLMENT.optional,
)
LONGEST_PATH, LONGEST_PERIOD = 500, 100
_STUDENT_CODE = re.compile(r"[A-Z0-9-]{1,25}", re.ASCII)
_NATIONAL_ID = re.compile(r"[A-Z0-9]{11}", re.ASCII)
_STEP = re.compile(r"([A-Z0-9]{1,6})(?:[-!]([A-Z0-9]{1,3}))?", re.ASCII)


class SettledElsewhere(StrEnum):
    """How an enrolment stands whose money is another system's business."""

    PAID = "paid"
    WAITING = "waiting"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            SettledElsewhere.PAID: _("Payée ailleurs"),
            SettledElsewhere.WAITING: _("Paiement attendu ailleurs"),
        }[self]


CANCELLED = {"": False, "valide": False, "annulee": True, "annulée": True}
GAVE_UP = {"": True, "demission": True, "démission": True, "erreur_de_saisie": False, "erreur de saisie": False}
PAYMENTS = {
    "": SettledElsewhere.PAID,
    "sans_statut": SettledElsewhere.PAID,
    "paye": SettledElsewhere.PAID,
    "valide": SettledElsewhere.PAID,
    "non_paye": SettledElsewhere.WAITING,
    "en_attente": SettledElsewhere.WAITING,
}
GAP_YEARS = {"": GapYear.NONE, "sans": GapYear.NONE, "semestre": GapYear.SEMESTER, "annee": GapYear.YEAR}
MOBILITIES = {"": Mobility.NONE, "sans": Mobility.NONE, "entrante": Mobility.INCOMING, "sortante": Mobility.OUTGOING}
MAIN = YES_OR_NO | {"": True}

SENTENCES: Mapping[str, Any] = {
    **ANY_FILE,
    "student_code": _("Le numéro étudiant « %(value)s » n’est pas fait de chiffres, majuscules et tirets, 25 au plus."),
    "national_id": _("L’INE « %(value)s » n’a pas 11 caractères, chiffres et lettres."),
    "academic_year": _("« %(value)s » n’est pas une année universitaire : écrivez 2026 ou 2026-2027."),
    "unknown_step": _("Aucune étape connue dans le chemin « %(value)s »."),
    "step_elsewhere": _("L’étape « %(value)s » n’est pas de votre composante."),
    "unknown_word": _("« %(value)s » n’est pas une valeur connue de « %(column)s »."),
    "repeated_enrolment": _("L’inscription « %(value)s » figure deux fois."),
    "other_birth_date": _("Le numéro ou l’INE est celui de quelqu’un né un autre jour que le %(value)s."),
    "other_national_id": _("La personne connue a un autre INE que « %(value)s »."),
    "number_or_ine_taken": _("Le numéro ou l’INE de la ligne est déjà celui d’une autre personne."),
    "cancelled_here": _("L’inscription « %(value)s », valide ailleurs, a été annulée ici."),
}


@dataclass(frozen=True)
class FeedKey:
    """What makes an enrolment one in the other system."""

    student_code: str
    period: str
    path: str


@dataclass(frozen=True)
class FeedRow:
    """An enrolment of the other system, and who is enrolled."""

    line: int
    key: FeedKey
    national_id: str
    birth_name: str
    given_name: str
    birth_date: date
    usual_name: str
    other_given_names: str
    civility: str
    birth_place: str
    birth_country: str
    email: str
    academic_year: int
    step_id: int
    main: bool
    cancelled: bool
    gave_up: bool
    payment: SettledElsewhere
    enrolled_on: date | None
    gap_year: GapYear
    mobility: Mobility
    grant_holder: bool


def check_lines(
    lines: Iterable[Line], find_step: FindStep, may_import: MayImport = lambda _component: True
) -> Iterator[FeedRow | Problem]:
    """Each line as an enrolment, or the first thing wrong with it."""
    return check_each(
        lines,
        LAYOUT,
        lambda line: _check(line, find_step, may_import),
        key=lambda row: row.key,
        repeated=lambda row: WrongCell("repeated_enrolment", "chemin", row.key.path),
    )


def _check(line: Line, find_step: FindStep, may_import: MayImport) -> FeedRow:
    def cell(column: str) -> str:
        return line.cells.get(column, "")

    def word(column: str, choices: Mapping[str, Any]) -> Any:
        return choice(cell(column), choices, "unknown_word", column)

    year = written_year(cell("annee")) or 0
    return FeedRow(
        line=line.number,
        key=FeedKey(
            _matching(_STUDENT_CODE, cell("numero_etudiant"), "student_code", "numero_etudiant"),
            _short(cell("periode") or cell("annee"), LONGEST_PERIOD, "periode"),
            _short(cell("chemin"), LONGEST_PATH, "chemin"),
        ),
        national_id=_matching(_NATIONAL_ID, cell("ine"), "national_id", "ine") if cell("ine") else "",
        birth_name=cell("nom"),
        given_name=cell("prenom"),
        birth_date=birth_date(cell("date_naissance"), year),
        usual_name=cell("nom_usage"),
        other_given_names=cell("autres_prenoms"),
        civility=civility(cell("civilite")),
        birth_place=cell("lieu_naissance"),
        birth_country=cell("pays_naissance"),
        email=email(cell("mail")) if cell("mail") else "",
        academic_year=year,
        step_id=_step(cell("chemin"), find_step, may_import),
        main=word("principale", MAIN),
        cancelled=word("statut", CANCELLED),
        gave_up=word("motif_annulation", GAVE_UP),
        payment=word("paiement", PAYMENTS),
        enrolled_on=day(cell("date_inscription"), "date_inscription") if cell("date_inscription") else None,
        gap_year=word("cesure", GAP_YEARS),
        mobility=word("mobilite", MOBILITIES),
        grant_holder=word("boursier", YES_OR_NO),
    )


def _step(path: str, find_step: FindStep, may_import: MayImport) -> int:
    """The étape of a path such as « LECO>EE1 »: the last object of it that is one."""
    for code in reversed(path.upper().split(">")):
        found = _STEP.fullmatch(code.strip())
        step = find_step(found[1], found[2]) if found else None
        if step and not may_import(step.component):
            raise WrongCell("step_elsewhere", "chemin", code.strip())
        if step:
            return step.id
    raise WrongCell("unknown_step", "chemin", path[:LONGEST_PERIOD])


def _matching(pattern: re.Pattern[str], written: str, code: str, column: str) -> str:
    typed = written.upper()
    if not pattern.fullmatch(typed):
        raise WrongCell(code, column, written)
    return typed


def _short(written: str, longest: int, column: str) -> str:
    if len(written) > longest:
        raise WrongCell("too_long", column, str(longest))
    return written
