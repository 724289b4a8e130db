"""Draw the whole university from a seed, as plain data.

« Deterministic by random seed, realistic: people in every account state. »
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random

from peristyle.curriculum.public import Level
from peristyle.demo.university.cast import CHARACTERS
from peristyle.demo.university.identities import (
    Identity,
    draw_identity,
    draw_national_ids,
    draw_student_numbers,
)
from peristyle.demo.university.teaching import DEGREES, TaughtDegree
from peristyle.kernel.permissions import Role
from peristyle.people.public import AffiliationKind

#: Always there, however small the university: homonyms, a very long name, other scripts.
NOTABLE_NAMES = (
    ("Marie", "Durand"),
    ("Marie", "Durand"),
    ("Marie", "Durand"),
    ("Anne-Sophie", "Haudebourg de Montmorin-Beauregard de la Tour d’Auvergne"),
    ("Éloïse", "d’Aubigné"),
    ("Ольга", "Ткаченко"),
    ("欣怡", "欧阳"),
    ("Jean-Baptiste", "L’Hostis"),
)


class Situation(Enum):
    """Where somebody's account stands, by the facts that are written about it."""

    ACTIVE = "active"
    ACTIVATABLE = "activatable"
    PENDING = "pending"
    SUSPENDED = "suspended"
    LEAVING = "leaving"  # no longer tied to the university; access ends at the next 31 December
    CLOSING = "closing"
    CLOSED = "closed"


STUDENT_SHARES = {
    Situation.ACTIVATABLE: 0.04,
    Situation.SUSPENDED: 0.01,
    Situation.LEAVING: 0.08,
    Situation.CLOSED: 0.04,
}
PENDING_STUDENTS = 3
GRANT_HOLDERS = 0.37  # the national share


@dataclass(frozen=True, slots=True)
class DrawnStudent:
    """A student: what they study, from which academic year to which, where their account stands."""

    identity: Identity
    student_number: str
    national_id: str
    degree: TaughtDegree
    year_of_study: int
    years: tuple[int, ...]
    situation: Situation
    grant_holder: bool
    has_backup_email: bool
    language: str
    paid_after: timedelta


@dataclass(frozen=True, slots=True)
class DrawnMember:
    """Somebody who teaches or works here, or a guest."""

    identity: Identity
    number: str
    kind: AffiliationKind
    component: str
    starts_on: date
    ends_on: date | None
    situation: Situation


@dataclass(frozen=True, slots=True)
class DrawnApplicant:
    """Somebody admitted who has not enrolled yet."""

    identity: Identity
    application_number: str
    degree: TaughtDegree
    year_of_study: int
    grant_holder: bool


@dataclass(frozen=True)
class University:
    """Everybody, characters first, so that nobody takes their identifiers; newcomers stand in `cast`."""

    students: tuple[DrawnStudent, ...]
    members: tuple[DrawnMember, ...]
    applicants: tuple[DrawnApplicant, ...]


def draw_university(*, students: int, seed: int, year: int, today: date) -> University:
    """The university of `seed` in the academic year `year`, with so many students; `today` dates recent departures."""
    rng = Random(seed)  # noqa: S311 — invented people need no secrecy
    characters = list(_characters(year))
    known_students = [character for character in characters if isinstance(character, DrawnStudent)]
    known_members = [character for character in characters if isinstance(character, DrawnMember)]
    return University(
        students=(*known_students, *_students(rng, students - len(known_students), year)),
        members=(*known_members, *_members(rng, students, year, today)),
        applicants=tuple(_applicants(rng, students // 10, year)),
    )


def _characters(year: int) -> Iterator[DrawnStudent | DrawnMember]:
    for number, character in enumerate(CHARACTERS, start=1):
        if character.role == Role.STUDENT:
            yield DrawnStudent(
                identity=character.identity,
                student_number=f"{character.identity.birth_date:%Y%m%d}",
                national_id=f"0{character.identity.birth_date:%Y%m%d}CF",
                degree=DEGREES[0],
                year_of_study=1,
                years=(year,),
                situation=Situation.ACTIVE,
                grant_holder=False,
                has_backup_email=True,
                language="fr",
                paid_after=timedelta(days=3),
            )
        else:
            is_teacher = character.role == Role.TEACHER
            yield DrawnMember(
                identity=character.identity,
                number=f"E{number:06d}",
                kind=AffiliationKind.TEACHER if is_teacher else AffiliationKind.STAFF,
                component=character.component,
                starts_on=date(year - 4, 9, 1),
                ends_on=None,
                situation=Situation.ACTIVE,
            )


def _students(rng: Random, how_many: int, year: int) -> Iterator[DrawnStudent]:
    shares = [degree.share for degree in DEGREES]
    numbers, national_ids = draw_student_numbers(rng, how_many), draw_national_ids(rng, how_many)
    situations = _situations(rng, how_many)
    for place in range(how_many):
        degree = rng.choices(DEGREES, shares)[0]
        year_of_study = rng.choices(degree.years, [4 - min(index, 2) for index in range(len(degree.years))])[0]
        situation = situations[place]
        last_year = {Situation.LEAVING: year - 1, Situation.CLOSED: year - 2 - rng.randrange(3)}.get(situation, year)
        yield DrawnStudent(
            identity=_notable(place, draw_identity(rng, _born_for(year_of_study, last_year))),
            student_number=numbers[place],
            national_id=national_ids[place],
            degree=degree,
            year_of_study=year_of_study,
            years=_years_here(rng, degree, year_of_study, last_year, situation),
            situation=situation,
            grant_holder=rng.random() < GRANT_HOLDERS,
            has_backup_email=rng.random() < 0.98,  # noqa: PLR2004
            language="en" if rng.random() < 0.04 else "fr",  # noqa: PLR2004
            paid_after=timedelta(seconds=rng.randrange(50 * 24 * 3600)),
        )


def _situations(rng: Random, how_many: int) -> list[Situation]:
    counts = {situation: max(1, round(how_many * share)) for situation, share in STUDENT_SHARES.items()}
    counts[Situation.PENDING] = PENDING_STUDENTS
    situations = [situation for situation, count in counts.items() for _ in range(count)][:how_many]
    situations += [Situation.ACTIVE] * (how_many - len(situations))
    rng.shuffle(situations)
    return situations


def _born_for(year_of_study: int, year: int) -> tuple[date, date]:
    """Whoever is in their n-th year is 17 + n to 19 + n years old, a few are older."""
    return date(year - 19 - year_of_study, 1, 1), date(year - 17 - year_of_study, 12, 31)


def _years_here(
    rng: Random, degree: TaughtDegree, year_of_study: int, last_year: int, situation: Situation
) -> tuple[int, ...]:
    if situation in (Situation.PENDING, Situation.ACTIVATABLE):
        return (last_year,)
    came_from_elsewhere = degree.level != Level.LICENCE and rng.random() < 0.5  # noqa: PLR2004
    first = last_year - (year_of_study - degree.years[0] if came_from_elsewhere else year_of_study - 1)
    return tuple(range(first, last_year + 1))


def _notable(place: int, drawn: Identity) -> Identity:
    if place >= len(NOTABLE_NAMES):
        return drawn
    given_name, birth_name = NOTABLE_NAMES[place]
    return Identity(given_name, birth_name, drawn.birth_date, drawn.birth_place, drawn.birth_country)


def _applicants(rng: Random, how_many: int, year: int) -> Iterator[DrawnApplicant]:
    # Below the numbers of students, which are those of their own admissions (write_people.application_number).
    numbers = rng.sample(range(10**5, 10**6), how_many)
    for number in numbers:
        degree = rng.choice(DEGREES)
        yield DrawnApplicant(
            identity=draw_identity(rng, _born_for(degree.years[0], year)),
            application_number=f"P{year % 100:02d}{number:07d}",
            degree=degree,
            year_of_study=degree.years[0],
            grant_holder=rng.random() < GRANT_HOLDERS,
        )


def _members(rng: Random, students: int, year: int, today: date) -> Iterator[DrawnMember]:
    components = sorted({degree.component for degree in DEGREES})
    kinds = (
        [AffiliationKind.TEACHER] * max(6, students // 16)
        + [AffiliationKind.STAFF] * max(4, students // 24)
        + [AffiliationKind.GUEST] * max(4, students // 100)
    )
    for number, kind in enumerate(kinds, start=101):
        situation = _member_situation(rng, kind, number)
        starts_on, ends_on = _stay(rng, kind, situation, year, today)
        yield DrawnMember(
            identity=draw_identity(rng, (date(year - 64, 1, 1), date(year - 25, 12, 31))),
            number=f"E{number:06d}",
            kind=kind,
            component=rng.choice(components),
            starts_on=starts_on,
            ends_on=ends_on,
            situation=situation,
        )


def _member_situation(rng: Random, kind: AffiliationKind, number: int) -> Situation:
    if kind == AffiliationKind.GUEST:
        return (Situation.CLOSING, Situation.ACTIVE, Situation.CLOSED, Situation.ACTIVATABLE)[number % 4]
    return rng.choices((Situation.ACTIVE, Situation.ACTIVATABLE, Situation.CLOSING), (94, 4, 2))[0]


def _stay(rng: Random, kind: AffiliationKind, situation: Situation, year: int, today: date) -> tuple[date, date | None]:
    starts_on = date(year - rng.randrange(1, 25), 9, 1)
    match situation:
        case Situation.CLOSING:
            # A guest is closing for a week.
            return starts_on, today - timedelta(days=rng.randrange(1, 7))
        case Situation.CLOSED:
            return starts_on, today - timedelta(days=rng.randrange(60, 300))
    is_permanent = kind != AffiliationKind.GUEST and rng.random() < 0.7  # noqa: PLR2004
    return starts_on, None if is_permanent else date(year + 1, 8, 31)
