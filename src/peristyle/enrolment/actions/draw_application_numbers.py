"""Draw application numbers for admissions that came by no application: re-enrolments, and those of the counter."""

import secrets

from peristyle.enrolment.models import Admission
from peristyle.enrolment.rules.application_numbers import OWN_PREFIXES, Origin
from peristyle.kernel.tokens import WRITTEN_ALPHABET

DRAWN = 8


def draw_application_numbers(origin: Origin, year: int, count: int) -> list[str]:
    """`count` numbers that no admission of the year bears, such as RE7K2M9QX4: nobody guesses the next one."""
    numbers: set[str] = set()
    while len(numbers) < count:
        drawn = {_draw(OWN_PREFIXES[origin]) for _ in range(count - len(numbers))}
        taken = Admission.objects.filter(academic_year=year, application_number__in=drawn)
        numbers |= drawn - set(taken.values_list("application_number", flat=True))
    return list(numbers)


def _draw(prefix: str) -> str:
    return prefix + "".join(secrets.choice(WRITTEN_ALPHABET) for _ in range(DRAWN)).upper()
