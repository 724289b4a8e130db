"""Give a semester to outside solvers, in the ITC-2019 format."""

from peristyle.audit.public import record
from peristyle.curriculum.public import CalendarPeriod
from peristyle.people.public import Component, Person
from peristyle.timetable.models import Activity
from peristyle.timetable.queries.itc2019 import gather
from peristyle.timetable.rules.itc2019 import written


def export_itc2019(period: CalendarPeriod, component: Component, *, by: Person) -> str:
    """The file of a composante's classes in a period of classes; who the students are is in it nowhere."""
    record("timetable.export_itc2019", actor=by, subject=component, year=period.year_id, period=period.name_fr)
    name = f"{component.code}-{period.starts_on:%Y-%m}".lower()
    return "".join(written(gather(period, Activity.objects.filter(component=component), name=name)))
