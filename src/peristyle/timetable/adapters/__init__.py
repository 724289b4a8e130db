"""What the timetable writes for others to read, and whom it reads: the planning tool of the settings."""

from peristyle.timetable import conf
from peristyle.timetable.adapters.ade import Ade
from peristyle.timetable.adapters.calendar_address import CalendarAddress
from peristyle.timetable.ports import PlanningTool


def planning_tool() -> PlanningTool | None:
    """The other tool of the house: ADE if it is configured, else a calendar, else none. Raises ImproperlyConfigured."""
    ade, calendar = conf.ade(), conf.calendar()
    if ade:
        return Ade(ade)
    return CalendarAddress(calendar) if calendar else None
