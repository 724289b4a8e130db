"""Attendance: who was there, from when until when one may sign, and what the institution says of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from peristyle.kernel.choices import LabelledEnum
from peristyle.kernel.sections import Section
from peristyle.timetable.rules.sessions import Slot

#: Between the page that a scanned code opens and the tap on its button.
TAP_WITHIN = timedelta(minutes=2)


class Presence(LabelledEnum):
    """How somebody stands on the roll of a session."""

    PRESENT = "present", _("Présence")
    LATE = "late", _("Retard")
    EXCUSED = "excused", _("Absence excusée")
    ABSENT = "absent", _("Absence")


class Way(LabelledEnum):
    """How somebody signed by themselves."""

    SCANNED = "scanned", _("Code scanné")
    TYPED = "typed", _("Code tapé")


class AttendanceRules(Section):
    """The section `attendance` of `timetable.toml`."""

    opens_before_minutes: Annotated[int, Field(ge=0, le=120)] = 15
    closes_after_minutes: Annotated[int, Field(ge=0, le=120)] = 15
    late_after_minutes: Annotated[int, Field(ge=0, le=240)] = 10
    code_seconds: Annotated[int, Field(ge=5, le=120)] = 15
    grace_seconds: Annotated[int, Field(ge=0, le=120)] = 10
    correction_days: Annotated[int, Field(ge=0, le=366)] = 7
    kept_days: Annotated[int, Field(ge=0, le=3660)] = 365


@dataclass(frozen=True)
class Times:
    """The instants that count for the roll of a session."""

    slot: Slot
    rules: AttendanceRules

    @property
    def opens_at(self) -> datetime:
        """From then on one signs."""
        return self.slot.starts_at - timedelta(minutes=self.rules.opens_before_minutes)

    @property
    def closes_at(self) -> datetime:
        """From then on nobody signs any more, whether or not the teacher closed the roll."""
        return self.slot.ends_at + timedelta(minutes=self.rules.closes_after_minutes)

    @property
    def late_from(self) -> datetime:
        """Whoever signs from then on is late."""
        return self.slot.starts_at + timedelta(minutes=self.rules.late_after_minutes)

    @property
    def corrected_until(self) -> datetime:
        """Until then the teacher corrects the roll."""
        return self.slot.ends_at + timedelta(days=self.rules.correction_days)

    def is_open(self, now: datetime) -> bool:
        """Whether one may sign at this instant."""
        return self.opens_at <= now < self.closes_at

    def presence_of(self, arrived_at: datetime) -> Presence:
        """How whoever signs at this instant stands."""
        return Presence.LATE if arrived_at >= self.late_from else Presence.PRESENT
