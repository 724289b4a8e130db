"""Finding persons."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from peristyle.kernel.permissions import Role
from peristyle.kernel.prepared import Given
from peristyle.people.models import ROLE_OF_AFFILIATION, Affiliation, Person, RoleAssignment, SearchWord
from peristyle.people.rules.names import same_name
from peristyle.people.rules.search_words import typed_words

#: Nobody has more names; each word typed makes the question longer.
MOST_WORDS = 6


def find_by_number(number: str, birth_date: date) -> Person | None:
    """The person with this number of student, staff or guest, if the birth date is theirs.

    One query, whatever is wrong. The number of a record that another absorbed leads to the other.
    """
    return _kept(numbered(number).filter(Q(birth_date=birth_date) | Q(merged_into__birth_date=birth_date)))


def find_by_number_alone(number: str) -> Person | None:
    """The person with this number, for whoever proves themselves otherwise (a mailed code)."""
    return _kept(numbered(number))


def find_by_national_id(national_id: str, birth_date: date) -> Person | None:
    """The person with this INE, if the birth date is theirs."""
    records = Person.objects.filter(national_id=national_id)
    return _kept(records.filter(Q(birth_date=birth_date) | Q(merged_into__birth_date=birth_date)))


def find_alike(*, birth_name: str, given_name: str, birth_date: date, email: str) -> Person | None:
    """The person of whom an invitation or a file tells, for sure: birth date, personal address and names agree."""
    records = Person.objects.filter(birth_date=birth_date, backup_email__iexact=email, erased_at=None)
    for record in records.select_related("merged_into").order_by("pk"):
        if same_name(record.birth_name, birth_name) and same_name(record.given_name, given_name):
            return record.merged_into or record
    return None


def numbered(number: str) -> QuerySet[Person]:
    """The records with this number of student, staff or guest."""
    return Person.objects.filter(Q(student_number=number) | Q(staff_number=number) | Q(guest_number=number))


def _kept(records: QuerySet[Person]) -> Person | None:
    record = records.select_related("merged_into").first()
    return (record.merged_into or record) if record else None


def find_by_words(typed: str) -> QuerySet[Person]:
    """The persons in whom every typed word begins one of theirs; those of whom more words are whole come first."""
    words = typed_words(typed)[:MOST_WORDS]
    if not words:
        return Person.objects.none()
    found = Person.objects.annotate(whole_words=sum(map(_is_whole, words[1:]), start=_is_whole(words[0])))
    first, *others = (SearchWord.objects.filter(word__begins=word).values("person") for word in words)
    # Planners take the beginning of a word for rarer than it is: as an intersection, each is read only once.
    found = found.filter(pk__in=first.intersection(*others))
    return found.order_by(F("whole_words").desc(), "birth_name", "given_name", "pk")


def holds_one_of(roles: Collection[Role], person: str, *, now: datetime | Given, today: date | Given) -> Q:
    """A condition for another query: the person that its field `person` names holds one of `roles` now."""
    kinds = [kind for kind, role in ROLE_OF_AFFILIATION.items() if role in roles]
    assigned = RoleAssignment.objects.filter(person=OuterRef(person), role__in=roles, since__lte=now)
    tied = Affiliation.objects.filter(person=OuterRef(person), kind__in=kinds, starts_on__lte=today)
    return Q(Exists(assigned.exclude(until__lte=now))) | Q(Exists(tied.exclude(ends_on__lt=today)))


def _is_whole(word: str) -> Case:
    of_person = SearchWord.objects.filter(person=OuterRef("pk"), word=word)
    return Case(When(Exists(of_person), then=Value(1)), default=Value(0), output_field=IntegerField())
