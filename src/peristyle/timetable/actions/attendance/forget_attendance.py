"""Forget who attended, when nobody needs to know any more."""

from datetime import timedelta

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.timetable.models import Attendance, Roll
from peristyle.timetable.queries.rules_of_house import timetable_rules


@task(retries=0)
def forget_attendance() -> None:
    """Remove the rolls of years that ended long ago, and the browsers of rolls that nobody corrects any more."""
    rules = timetable_rules().attendance
    kept_until = clock.today() - timedelta(days=rules.kept_days)
    Roll.objects.filter(session__activity__year__ends_on__lt=kept_until).delete()
    settled = clock.now() - timedelta(days=rules.correction_days)
    known = Attendance.objects.filter(roll__session__ends_at__lt=settled).exclude(browser="")
    known.update(browser="")
