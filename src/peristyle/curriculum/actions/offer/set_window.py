"""Say when the students of an étape choose."""

from datetime import datetime

from peristyle.audit.public import record
from peristyle.curriculum.models import ChoiceWindow, Step, TeachingUnit
from peristyle.people.public import Person


def set_window(
    step: Step, year: int, unit: TeachingUnit | None, *, opens_at: datetime, closes_at: datetime, by: Person
) -> ChoiceWindow:
    """They choose what stands under `unit` (None: everything) between two instants; the former answer is replaced."""
    window, _ = ChoiceWindow.objects.update_or_create(
        step=step, year_id=year, unit=unit, defaults={"opens_at": opens_at, "closes_at": closes_at}
    )
    record(
        "curriculum.set_window",
        actor=by,
        subject=step,
        year=year,
        unit=unit.code if unit else "",
        opens_at=opens_at.isoformat(),
        closes_at=closes_at.isoformat(),
    )
    return window


def remove_window(window: ChoiceWindow, *, by: Person) -> None:
    """They no longer choose what this window opened."""
    record("curriculum.remove_window", actor=by, subject=window.step, year=window.year_id)
    window.delete()
