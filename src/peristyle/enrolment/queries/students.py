"""Finding students and admitted people, as officers look for them within their composantes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from peristyle.curriculum.public import Step, all_steps
from peristyle.enrolment.models import Admission, AdmissionWord, Enrolment
from peristyle.enrolment.rules.capabilities import READ_STUDENTS
from peristyle.enrolment.rules.student_search import Sought
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Affiliation, AffiliationKind, Person, find_by_words, same_name, typed_words

#: Nobody has more names; each word typed makes the question longer.
MOST_WORDS = 6
#: Beyond it a question is no longer read.
MOST_ALIKE = 8


class EnrolledAs(StrEnum):
    """How the enrolment that one looks for stands."""

    ENROLLED = "enrolled"
    CANCELLED = "cancelled"
    UNDER_WAY = "under_way"


@dataclass(frozen=True)
class StudentFilters:
    """In which étape and year, and how the enrolment stands; None: any."""

    step_id: int | None = None
    year: int | None = None
    standing: EnrolledAs | None = None

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        return self != StudentFilters()

    @property
    def of_rows(self) -> Q:
        """The étape and the year, for enrolments and admissions alike."""
        step = Q(step=self.step_id) if self.step_id else Q()
        return step & Q(academic_year=self.year) if self.year else step


def steps_within(officer: Person, capability: str) -> QuerySet[Step]:
    """The étapes of the composantes in which an officer holds a capability."""
    within = scopes(officer, capability)
    steps = all_steps().order_by("code", "version")
    return steps if within is None else steps.filter(degree__component__in=within)


def student_seen_by(officer: Person, number: str) -> Person | None:
    """The student with this number, if the officer may see them; that of an absorbed record leads to the other."""
    record = Person.objects.filter(student_number=number).values_list("pk", "merged_into_id").first()
    if record is None:
        return None
    students = _within(officer, Person.objects.filter(pk=record[1] or record[0], erased_at=None))
    return students.first()


def students_found(officer: Person, sought: Sought, filters: StudentFilters) -> QuerySet[Person]:
    """The students whom these tell, those of whom more words are whole first; nobody when nothing is asked."""
    if not sought and not filters:
        return Person.objects.none()
    if sought.words:
        found = find_by_words(sought.words).filter(student_number__isnull=False)
    else:
        found = Person.objects.filter(student_number__isnull=False, merged_into=None, erased_at=None).order_by(
            "birth_name", "given_name", "pk"
        )
    if sought.birth_date:
        found = found.filter(birth_date=sought.birth_date)
    if sought.national_id:
        found = found.filter(national_id=sought.national_id)
    if sought.application_number:
        numbered = Admission.objects.filter(application_number=sought.application_number)
        found = found.filter(pk__in=numbered.values("person"))
    return found.filter(pk__in=_enrolled_as(officer, filters)) if filters else _within(officer, found)


def admissions_found(officer: Person, sought: Sought, filters: StudentFilters) -> QuerySet[Admission]:
    """The admitted people who have no student number yet, the newest admissions first."""
    if (not sought and not filters) or filters.standing in {EnrolledAs.ENROLLED, EnrolledAs.CANCELLED}:
        return Admission.objects.none()
    found = admissions_without_number(officer).filter(filters.of_rows)
    words = typed_words(sought.words)[:MOST_WORDS]
    if words:
        first, *others = (AdmissionWord.objects.filter(word__begins=word).values("admission") for word in words)
        found = found.filter(pk__in=first.intersection(*others))
    if sought.birth_date:
        found = found.filter(birth_date=sought.birth_date)
    if sought.national_id:
        found = found.filter(file__national_id=sought.national_id)
    if sought.application_number:
        found = found.filter(application_number=sought.application_number)
    # Read apart: planning so many joins took longer than the answer.
    read = found.prefetch_related("step", "academic_year")
    return read.order_by("-academic_year_id", "birth_name", "given_name", "pk")


def admissions_without_number(officer: Person) -> QuerySet[Admission]:
    """Those who were admitted within the officer's composantes and are no students yet: whoever enrols has a number."""
    gone = Person.objects.filter(pk=OuterRef("person")).exclude(student_number=None, erased_at=None)
    return Admission.objects.filter(~Exists(gone), _of_steps(officer))


def newest_enrolments(person_ids: Collection[int]) -> dict[int, Enrolment]:
    """The last enrolment of each of these persons, one that stands before one that does not: one query."""
    enrolments = Enrolment.objects.filter(person__in=person_ids).select_related("step", "academic_year")
    ordered = sorted(
        enrolments, key=lambda one: (one.person_id, -one.academic_year_id, bool(one.cancelled_at), not one.main)
    )
    return {person_id: next(group) for person_id, group in groupby(ordered, key=lambda one: one.person_id)}


def _enrolled_as(officer: Person, filters: StudentFilters) -> QuerySet[Any]:
    """The persons whom the filters keep, within the officer's composantes: whoever enrolled was admitted."""
    rows = filters.of_rows & _of_steps(officer)
    admitted, enrolled = Admission.objects.filter(rows), Enrolment.objects.filter(rows)
    kept: QuerySet[Any] = {
        None: admitted,
        EnrolledAs.ENROLLED: enrolled.filter(cancelled_at=None),
        EnrolledAs.CANCELLED: enrolled.exclude(cancelled_at=None),
        EnrolledAs.UNDER_WAY: admitted.filter(file__enrolment=None),
    }[filters.standing]
    return kept.values("person")


def _within(officer: Person, persons: QuerySet[Person]) -> QuerySet[Person]:
    within = scopes(officer, READ_STUDENTS)
    if within is None:
        return persons
    tied = Affiliation.objects.filter(person=OuterRef("pk"), kind=AffiliationKind.STUDENT, component__in=within)
    admitted = Admission.objects.filter(_of_steps(officer), person=OuterRef("pk"))
    return persons.filter(Q(Exists(tied)) | Q(Exists(admitted)))


def _of_steps(officer: Person) -> Q:
    """A condition for enrolments and admissions: the étapes of the officer's composantes, told one by one."""
    if scopes(officer, READ_STUDENTS) is None:
        return Q()
    return Q(step__in=[*steps_within(officer, READ_STUDENTS).values_list("pk", flat=True)])


def admitted_seen_by(officer: Person, application_number: str) -> Admission | None:
    """The newest admission with this number, if the officer may see it."""
    within = scopes(officer, READ_STUDENTS)
    admissions = Admission.objects.filter(application_number=application_number)
    if within is not None:
        admissions = admissions.filter(step__degree__component__in=within)
    known = admissions.select_related("person", "academic_year", "step__degree__component", "file")
    return known.order_by("-academic_year_id").first()


def persons_alike(*, birth_name: str, given_name: str, birth_date: date, national_id: str) -> list[Person]:
    """Whom somebody at the counter may be already: the same INE, or the same birth date and a name in common."""
    same = Q(birth_date=birth_date) | Q(national_id=national_id) if national_id else Q(birth_date=birth_date)
    born_then = Person.objects.filter(same, merged_into=None, erased_at=None).order_by("pk")
    return [
        person
        for person in born_then
        if (national_id and person.national_id == national_id)
        or same_name(person.birth_name, birth_name)
        or (person.usual_name and same_name(person.usual_name, birth_name))
        or same_name(person.given_name, given_name)
    ][:MOST_ALIKE]
