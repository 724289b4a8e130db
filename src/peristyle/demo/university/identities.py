"""Invented identities: names, birth, and the numbers that a life at university brings."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase

from peristyle.demo.university.names import FRANCE, ORIGINS, Origin
from peristyle.people.public import Civility, check_national_id

_SHARES = [origin.share for origin in ORIGINS]
_DOUBLE_NAME, _OTHER_GIVEN_NAMES, _MARRIED_NAME, _CHOSEN_GIVEN_NAME = 0.05, 0.45, 0.03, 0.01


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the civil status says, and as they want to be called."""

    given_name: str
    birth_name: str
    birth_date: date
    birth_place: str
    birth_country: str
    other_given_names: str = ""
    usual_given_name: str = ""
    usual_name: str = ""
    civility: Civility = Civility.NONE


def draw_identity(rng: Random, born: tuple[date, date]) -> Identity:
    """Somebody born between two days, from somewhere."""
    origin = rng.choices(ORIGINS, _SHARES)[0]
    is_woman = rng.random() < 0.57  # noqa: PLR2004 — the share of women among French students
    own, others = (origin.women, origin.men) if is_woman else (origin.men, origin.women)
    first, last = born
    return Identity(
        given_name=rng.choice(own),
        birth_name=_family_name(rng, origin),
        birth_date=first + timedelta(days=rng.randrange((last - first).days + 1)),
        birth_place=rng.choice(origin.places),
        birth_country=origin.country,
        other_given_names=", ".join(rng.sample(own, 2)) if rng.random() < _OTHER_GIVEN_NAMES else "",
        usual_given_name=rng.choice(others) if rng.random() < _CHOSEN_GIVEN_NAME else "",
        usual_name=rng.choice(FRANCE.families) if rng.random() < _MARRIED_NAME else "",
        civility=Civility.MS if is_woman else Civility.MR,
    )


def _family_name(rng: Random, origin: Origin) -> str:
    name = rng.choice(origin.families)
    if origin.may_double_names and rng.random() < _DOUBLE_NAME:
        return f"{name}-{rng.choice(origin.families)}"
    return name


def draw_national_ids(rng: Random, how_many: int) -> list[str]:
    """As many different INE: seven in ten of the national register, the others of a rectorate, with its right key."""
    bodies = rng.sample(range(10**8, 10**9), how_many)
    return [_national_id(rng, body) for body in bodies]


def _national_id(rng: Random, body: int) -> str:
    if rng.random() < 0.7:  # noqa: PLR2004
        return f"{body}{rng.choice(ascii_uppercase)}{rng.choice(ascii_uppercase)}"
    digits = f"{body}{rng.randrange(10)}"
    return next(digits + key for key in ascii_uppercase if check_national_id(digits + key).key_is_right)


def draw_student_numbers(rng: Random, how_many: int) -> list[str]:
    """As many different student numbers of eight digits."""
    return [str(number) for number in rng.sample(range(21 * 10**6, 30 * 10**6), how_many)]
