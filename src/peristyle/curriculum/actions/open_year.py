"""Open an academic year."""

from peristyle.curriculum.models import AcademicYear
from peristyle.curriculum.queries import year_start
from peristyle.curriculum.rules.years import bounds


def open_year(number: int) -> AcademicYear:
    """The academic year `number`, opened the first time it is needed."""
    starts_on, ends_on = bounds(number, *year_start())
    year, _ = AcademicYear.objects.get_or_create(number=number, defaults={"starts_on": starts_on, "ends_on": ends_on})
    return year
