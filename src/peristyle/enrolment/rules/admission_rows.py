"""Checking the lines of an admissions file, one by one and among themselves."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from peristyle.enrolment.rules import application_numbers
from peristyle.enrolment.rules.admission_file import REQUIRED_COLUMNS, Line
from peristyle.enrolment.rules.admission_problems import Problem
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.ui.fields import parse_day

Value = TypeVar("Value")

LONGEST = {
    "nom": 100,
    "prenom": 100,
    "nom_usage": 100,
    "autres_prenoms": 200,
    "lieu_naissance": 120,
    "pays_naissance": 80,
    "mail": 254,
}
CIVILITIES = {
    "": "",
    "m": "m",
    "mr": "m",
    "monsieur": "m",
    "mme": "mme",
    "mlle": "mme",
    "madame": "mme",
    "x": "",
}
YES_OR_NO = {"": False, "non": False, "n": False, "0": False, "oui": True, "o": True, "1": True, "x": True}
_YEAR = re.compile(r"(20\d\d)(?:\s*[-/]\s*(20\d\d))?", re.ASCII)
_STEP = re.compile(r"([A-Z0-9]{1,6})(?:\s*[-!]\s*([A-Z0-9]{1,3}))?", re.ASCII)
YOUNGEST = 10
OLDEST = 110


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


FindStep = Callable[[str, str | None], KnownStep | None]
MayImport = Callable[[str], bool]


def check_lines(
    lines: Iterable[Line], *, year: int, find_step: FindStep, may_import: MayImport
) -> Iterator[AdmissionRow | Problem]:
    """Each line as an admission, or the first thing wrong with it; `year` is meant where no year is written."""
    seen: set[tuple[str, int]] = set()
    for line in lines:
        try:
            row = _check(line, year, find_step, may_import)
        except _Wrong as wrong:
            yield Problem(line.number, wrong.code, wrong.column, wrong.value)
            continue
        key = row.application_number, row.academic_year
        if key in seen:
            yield Problem(line.number, "repeated_number", "numero_candidature", row.application_number)
            continue
        seen.add(key)
        yield row


class _Wrong(Exception):
    def __init__(self, code: str, column: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.column, self.value = code, column, value


def _check(line: Line, default_year: int, find_step: FindStep, may_import: MayImport) -> AdmissionRow:
    cells = line.cells
    for column in REQUIRED_COLUMNS:
        if not cells[column]:
            raise _Wrong("required", column)
    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            raise _Wrong("too_long", column, str(longest))
    year = _year(cells.get("annee", ""), cells["numero_candidature"], default_year)
    number, origin = _number(cells["numero_candidature"], cells.get("origine", ""), year)
    return AdmissionRow(
        line=line.number,
        application_number=number,
        academic_year=year,
        origin=origin,
        birth_name=cells["nom"],
        given_name=cells["prenom"],
        other_given_names=cells.get("autres_prenoms", ""),
        usual_name=cells.get("nom_usage", ""),
        civility=_choice(cells.get("civilite", ""), CIVILITIES, "civility", "civilite"),
        birth_date=_birth_date(cells["date_naissance"], year),
        birth_place=cells.get("lieu_naissance", ""),
        birth_country=cells.get("pays_naissance", ""),
        email=_email(cells["mail"]),
        step_id=_step(cells["etape"], find_step, may_import),
        grant_holder=_choice(cells.get("boursier", ""), YES_OR_NO, "grant", "boursier"),
    )


def _year(written: str, number: str, default: int) -> int:
    if not written:
        typed = application_numbers.canonical(number, default)
        if application_numbers.origin_of(typed) == Origin.PARCOURSUP:
            return 2000 + int(typed[1:3])
        return default
    found = _YEAR.fullmatch(written)
    if found is None or (found[2] and int(found[2]) != int(found[1]) + 1):
        raise _Wrong("academic_year", "annee", written)
    return int(found[1])


def _number(written: str, origin_written: str, year: int) -> tuple[str, Origin]:
    number = application_numbers.canonical(written, year)
    if not application_numbers.is_well_formed(number):
        raise _Wrong("application_number", "numero_candidature", written)
    told = application_numbers.origin_of(number)
    if not origin_written:
        if told is None:
            raise _Wrong("missing_origin", "origine", number)
        return number, told
    try:
        origin = Origin(re.sub(r"[\s-]", "", origin_written).lower())
    except ValueError:
        raise _Wrong("unknown_origin", "origine", origin_written) from None
    if origin not in {told, Origin.MONMASTER}:
        raise _Wrong("wrong_origin", "origine", number)
    return number, origin


def _birth_date(written: str, year: int) -> date:
    try:
        born = parse_day(written)
    except ValueError:
        raise _Wrong("not_a_day", "date_naissance", written) from None
    if not year - OLDEST <= born.year <= year - YOUNGEST:
        raise _Wrong("unlikely_birth", "date_naissance", written)
    return born


def _email(written: str) -> str:
    try:
        validate_email(written)
    except ValidationError:
        raise _Wrong("email", "mail", written) from None
    return written


def _step(written: str, find_step: FindStep, may_import: MayImport) -> int:
    found = _STEP.fullmatch(written.upper())
    step = find_step(found[1], found[2]) if found else None
    if step is None:
        raise _Wrong("unknown_step", "etape", written)
    if not may_import(step.component):
        raise _Wrong("step_elsewhere", "etape", written)
    return step.id


def _choice(written: str, choices: Mapping[str, Value], code: str, column: str) -> Value:
    try:
        return choices[written.lower().rstrip(".")]
    except KeyError:
        raise _Wrong(code, column, written) from None
