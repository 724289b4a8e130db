"""Checking the lines of an admissions file, one by one and among themselves."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from peristyle.enrolment.rules import application_numbers
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel.importing.cells import WrongCell, birth_date, check_each, choice, civility, email
from peristyle.kernel.importing.files import Layout, Line
from peristyle.kernel.importing.problems import Problem

LAYOUT = Layout(
    required=("numero_candidature", "nom", "prenom", "date_naissance", "mail", "etape"),
    optional=(
        "annee",
        "origine",
        "nom_usage",
        "autres_prenoms",
        "civilite",
        "lieu_naissance",
        "pays_naissance",
        "boursier",
    ),
    also={
        # Parcoursup's standard and configurable exports.
        "numero_candidat": "numero_candidature",
        "e_mail_candidat": "mail",
        "adresse_mail": "mail",
        "etat_civil": "civilite",
        "ville_naissance": "lieu_naissance",
        # eCandidat and Mon Master, whose exports each university words as it likes.
        "numero_dossier": "numero_candidature",
        "n_dossier": "numero_candidature",
        "nom_patronymique": "nom",
        "nom_naissance": "nom",
        "nom_usuel": "nom_usage",
        "autre_prenom": "autres_prenoms",
        "prenom_2": "autres_prenoms",
        "email": "mail",
        "e_mail": "mail",
        "courriel": "mail",
        "adresse_electronique": "mail",
        "commune_naissance": "lieu_naissance",
        "code_etape": "etape",
        "code_vet": "etape",
        # What else Parcoursup calls « Numéro » may be another's line count: the last to be believed.
        "numero": "numero_candidature",
    },
)
#: The same where whoever brings the file says of which étape all of it is.
LAYOUT_OF_ONE_STEP = replace(
    LAYOUT,
    required=tuple(column for column in LAYOUT.required if column != "etape"),
    optional=(*LAYOUT.optional, "etape"),
)
YES_OR_NO = {"": False, "non": False, "n": False, "0": False, "oui": True, "o": True, "1": True, "x": True}
_YEAR = re.compile(r"(20\d\d)(?:\s*[-/]\s*(20\d\d))?", re.ASCII)
_STEP = re.compile(r"([A-Z0-9]{1,6})(?:\s*[-!]\s*([A-Z0-9]{1,3}))?", re.ASCII)


@dataclass(frozen=True)
class AdmissionRow:
    """A line that can be imported; `step` is whatever the caller's `find_step` found."""

    line: int
    application_number: str
    academic_year: int
    origin: Origin
    birth_name: str
    given_name: str
    other_given_names: str
    usual_name: str
    civility: str
    birth_date: date
    birth_place: str
    birth_country: str
    email: str
    step_id: int
    grant_holder: bool


@dataclass(frozen=True)
class KnownStep:
    """An étape an admission may be for."""

    id: int
    component: str


@dataclass(frozen=True)
class Untold:
    """What whoever brings a file says of the lines that do not tell it."""

    origin: Origin | None = None
    step_id: int | None = None

    @property
    def layout(self) -> Layout:
        """The columns that are wanted then."""
        return LAYOUT_OF_ONE_STEP if self.step_id else LAYOUT


FindStep = Callable[[str, str | None], KnownStep | None]
MayImport = Callable[[str], bool]


def check_lines(
    lines: Iterable[Line], *, year: int, find_step: FindStep, may_import: MayImport, untold: Untold
) -> Iterator[AdmissionRow | Problem]:
    """Each line as an admission, or the first thing wrong with it; `year` is meant where no year is written."""
    return check_each(
        lines,
        untold.layout,
        lambda line: _check(line, year, find_step, may_import, untold),
        key=lambda row: (row.application_number, row.academic_year),
        repeated=lambda row: WrongCell("repeated_number", "numero_candidature", row.application_number),
    )


def _check(line: Line, default_year: int, find_step: FindStep, may_import: MayImport, untold: Untold) -> AdmissionRow:
    cells = line.cells
    year = written_year(cells.get("annee", "")) or _told_year(cells["numero_candidature"], default_year)
    number, origin = _number(cells["numero_candidature"], cells.get("origine", ""), year, untold.origin)
    return AdmissionRow(
        line=line.number,
        application_number=number,
        academic_year=year,
        origin=origin,
        birth_name=cells["nom"],
        given_name=cells["prenom"],
        other_given_names=cells.get("autres_prenoms", ""),
        usual_name=cells.get("nom_usage", ""),
        civility=civility(cells.get("civilite", "")),
        birth_date=birth_date(cells["date_naissance"], year),
        birth_place=cells.get("lieu_naissance", ""),
        birth_country=cells.get("pays_naissance", ""),
        email=email(cells["mail"]),
        step_id=_step(cells.get("etape", ""), find_step, may_import, untold),
        grant_holder=choice(cells.get("boursier", ""), YES_OR_NO, "grant", "boursier"),
    )


def written_year(written: str) -> int | None:
    """The year that a cell tells, « 2026 » or « 2026-2027 »; None where it is empty. Raises WrongCell."""
    if not written:
        return None
    found = _YEAR.fullmatch(written)
    if found is None or (found[2] and int(found[2]) != int(found[1]) + 1):
        raise WrongCell("academic_year", "annee", written)
    return int(found[1])


def _told_year(number: str, default: int) -> int:
    typed = application_numbers.canonical(number, default)
    if application_numbers.origin_of(typed) == Origin.PARCOURSUP:
        return 2000 + int(typed[1:3])
    return default


def _step(written: str, find_step: FindStep, may_import: MayImport, untold: Untold) -> int:
    if untold.step_id and not written:
        return untold.step_id
    return find_step_in(written, find_step, may_import)


def _number(written: str, origin_written: str, year: int, untold: Origin | None) -> tuple[str, Origin]:
    number = application_numbers.canonical(written, year)
    if not application_numbers.is_well_formed(number):
        raise WrongCell("application_number", "numero_candidature", written)
    told = application_numbers.origin_of(number)
    if not origin_written:
        origin = untold if untold == Origin.MONMASTER else told
        if origin is None:
            raise WrongCell("missing_origin", "origine", number)
        return number, origin
    try:
        origin = Origin(re.sub(r"[\s-]", "", origin_written).lower())
    except ValueError:
        raise WrongCell("unknown_origin", "origine", origin_written) from None
    if origin not in {told, Origin.MONMASTER}:
        raise WrongCell("wrong_origin", "origine", number)
    return number, origin


def find_step_in(written: str, find_step: FindStep, may_import: MayImport) -> int:
    """The étape that a cell tells, if whoever brings the file may act in its composante. Raises WrongCell."""
    found = _STEP.fullmatch(written.upper())
    step = find_step(found[1], found[2]) if found else None
    if step is None:
        raise WrongCell("unknown_step", "etape", written)
    if not may_import(step.component):
        raise WrongCell("step_elsewhere", "etape", written)
    return step.id
