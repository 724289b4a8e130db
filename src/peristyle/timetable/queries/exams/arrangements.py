"""What students are entitled to at exams, for those who see to it: within their composantes, never why."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from peristyle.curriculum.public import UnitEnrolment, current_year_number
from peristyle.kernel import clock
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person, find_by_words
from peristyle.timetable.models import ExamArrangement
from peristyle.timetable.rules.capabilities import MANAGE_ARRANGEMENTS


def students_within(officer: Person) -> QuerySet[Person]:
    """The students of an officer's composantes: whoever takes a unit of theirs this year or the next."""
    students = Person.objects.filter(student_number__isnull=False, erased_at=None, merged_into=None)
    held = scopes(officer, MANAGE_ARRANGEMENTS)
    if held is None:
        return students
    taken = UnitEnrolment.objects.filter(
        person=OuterRef("pk"), unit__component__in=held, year__gte=current_year_number()
    )
    return students.filter(Exists(taken))


def arrangements_within(officer: Person, typed: str = "") -> QuerySet[ExamArrangement]:
    """What these students are entitled to, now or later; of those whose name or number was typed."""
    found = ExamArrangement.objects.filter(person__in=students_within(officer), ends_on__gte=clock.today())
    if typed:
        found = found.filter(
            Q(person__student_number=typed) | Q(person__in=find_by_words(typed).order_by().values("pk"))
        )
    return found.select_related("person").order_by("person__birth_name", "person__given_name", "starts_on")
