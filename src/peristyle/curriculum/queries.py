"""Finding years and étapes."""

from django.db.models import QuerySet

from peristyle.curriculum.models import Step
from peristyle.curriculum.rules import academic_year_of
from peristyle.kernel import clock, institution


def year_start() -> tuple[int, int]:
    """The month and day on which academic years start."""
    month, day = institution.current().academic_year.starts.split("-")
    return int(month), int(day)


def current_year_number() -> int:
    """The number of the present academic year."""
    return academic_year_of(clock.today(), *year_start())


def all_steps() -> QuerySet[Step]:
    """Every étape with its degree and composante."""
    return Step.objects.select_related("degree__component")


def find_step(code: str, version: str | None = None) -> Step | None:
    """The étape with this code, in this version or the newest."""
    steps = all_steps().filter(code=code.upper())
    return (steps.filter(version=version) if version else steps.order_by("-version")).first()
