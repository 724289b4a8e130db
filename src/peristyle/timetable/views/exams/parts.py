"""What the planners' pages of exams have in common."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.http import urlencode
from django.utils.translation import get_language

from peristyle.curriculum.public import CalendarPeriod, PeriodKind, current_year_number, load_trees
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.forms.exams.planning import ExamFilters
from peristyle.timetable.models import Session
from peristyle.timetable.queries.exams.board import planned_exams
from peristyle.timetable.queries.planning.scope import planned_steps
from peristyle.timetable.rules.days import Span


class AskedExams:
    """The exams that a planner looks at, and the form by which they were chosen."""

    def __init__(self, planner: Person, given: Any) -> None:
        self._steps = list(planned_steps(planner))
        self._periods = list(
            CalendarPeriod.objects.filter(kind=PeriodKind.EXAMS, year__gte=current_year_number()).select_related("year")
        )
        self.form = ExamFilters(self._periods, self._steps, (get_language() or "fr")[:2], given)
        self.asked: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.exams = self._found(planned_exams(planner))

    @property
    def values(self) -> dict[str, str]:
        """What was chosen, to choose it again."""
        return {name: value for name, value in self.asked.items() if value}

    @property
    def query(self) -> str:
        """The same, as an address tells it."""
        return urlencode(self.values)

    def _found(self, exams: QuerySet[Session]) -> QuerySet[Session]:
        period = next((each for each in self._periods if str(each.pk) == self.asked.get("periode")), None)
        if period is None:
            found = exams.filter(ends_at__gt=clock.now() - timedelta(hours=12))
        else:
            span = Span(period.starts_on, period.ends_on)
            found = exams.filter(starts_at__gte=span.starts_at, starts_at__lt=span.ends_at)
        step = next((each for each in self._steps if str(each.pk) == self.asked.get("etape")), None)
        if step is not None:
            years = set(found.order_by().values_list("activity__year", flat=True).distinct())
            units = {unit for year in years for unit in load_trees([step], year)[step.pk].units}
            found = found.filter(activity__unit__in=units)
        for word in self.asked.get("q", "").split():
            found = found.filter(
                Q(activity__unit__code__icontains=word)
                | Q(activity__unit__name_fr__icontains=word)
                | Q(activity__title__icontains=word)
            )
        return found.order_by("starts_at", "pk")
