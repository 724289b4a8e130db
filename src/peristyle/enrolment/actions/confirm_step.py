"""Confirm the étape one enrols in."""

from peristyle.enrolment.models import EnrolmentFile
from peristyle.kernel import clock


def confirm_step(file: EnrolmentFile) -> None:
    """The holder read the étape, the year and the obligations, and agrees."""
    file.step_confirmed_at = clock.now()
    file.save(update_fields=["step_confirmed_at"])
