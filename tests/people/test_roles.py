"""The roles a person holds at an instant: from affiliations, and by assignment."""

from datetime import timedelta

import pytest

from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role, can
from peristyle.people.public import AffiliationKind, Person, assign_role, sync_components
from peristyle.people.queries import find_by_national_id, find_by_number, find_by_number_alone
from tests.harness.travel import Traveller
from tests.people.factories import AffiliationFactory, ComponentFactory, PersonFactory

pytestmark = pytest.mark.django_db


def roles_of(person: Person) -> list[tuple[str, str | None]]:
    """The roles held now, each with its scope; the person is fetched afresh, as each request does."""
    return sorted((held.role, held.scope) for held in Person.objects.get(pk=person.pk).held_roles())


@pytest.mark.parametrize("kind", AffiliationKind.values)
def test_an_affiliation_gives_the_role_of_its_name_while_it_holds(at: Traveller, kind: str) -> None:
    person = AffiliationFactory.create(kind=kind).person

    at("2026-08-31 23:59")
    assert roles_of(person) == []
    at("2026-09-01 00:00")
    assert roles_of(person) == [(kind, None)]
    at("2027-08-31 23:59")
    assert roles_of(person) == [(kind, None)]
    at("2027-09-01 00:00")
    assert roles_of(person) == []


def test_two_affiliations_of_a_kind_give_one_role(at: Traveller) -> None:
    at("2026-10-01 10:00")
    person = AffiliationFactory.create().person
    AffiliationFactory.create(person=person)

    assert roles_of(person) == [("student", None)]


def test_a_role_is_assigned_from_now_on_within_its_scope_and_the_journal_says_by_whom(at: Traveller) -> None:
    at("2026-10-01 10:00")
    officer, chief = PersonFactory.create_batch(2)
    faculty = ComponentFactory.create(code="ECO")

    assign_role(officer, Role.REGISTRAR_OFFICER, component=faculty, by=chief)

    assert roles_of(officer) == [("registrar_officer", "ECO")]
    at("2026-10-01 09:59")
    assert roles_of(officer) == []
    entry = journal(action="people.assign_role").get()
    assert (entry.actor, entry.subject) == (chief, f"people.person:{officer.pk}")
    assert entry.details == {"role": "registrar_officer", "component": "ECO"}


def test_a_role_ends_at_its_instant(at: Traveller) -> None:
    at("2026-10-01 10:00")
    planner = PersonFactory.create()
    assignment = assign_role(planner, Role.PLANNER)
    assignment.until = clock.now() + timedelta(hours=1)
    assignment.save()

    at.later(minutes=59)
    assert roles_of(planner) == [("planner", None)]
    at.later(minutes=1)
    assert roles_of(planner) == []


def test_capabilities_follow_the_roles(at: Traveller) -> None:
    at("2026-10-01 10:00")
    person = PersonFactory.create()
    assert not can(person, "audit.read_journal")

    assign_role(person, Role.IT_STAFF)

    assert can(Person.objects.get(pk=person.pk), "audit.read_journal")


def test_asking_for_roles_again_asks_the_database_nothing(at: Traveller, django_assert_num_queries: object) -> None:
    at("2026-10-01 10:00")
    person = Person.objects.prefetch_related("roles", "affiliations").get(pk=AffiliationFactory.create().person.pk)

    with django_assert_num_queries(0):  # type: ignore[operator]
        person.held_roles()
        person.held_roles()


def test_composantes_come_from_the_institution_s_file_and_stay_when_they_leave_it() -> None:
    former = ComponentFactory.create(code="OLD")
    renamed = ComponentFactory.create(code="ECO", name="Ancien nom")

    count = sync_components()

    renamed.refresh_from_db()
    assert renamed.name == "Faculté d’Économie"
    assert type(renamed).objects.count() == count + 1
    assert type(renamed).objects.filter(pk=former.pk).exists()
    assert sync_components() == count


def test_somebody_is_found_by_number_and_birth_date_only_together() -> None:
    person = PersonFactory.create(student_number="21234567", national_id="0600000001P")
    other_day = person.birth_date + timedelta(days=1)

    assert find_by_number("21234567", person.birth_date) == person
    assert find_by_number("21234567", other_day) is None
    assert find_by_number("20000000", person.birth_date) is None
    assert find_by_national_id("0600000001P", person.birth_date) == person
    assert find_by_national_id("0600000001P", other_day) is None


def test_a_member_of_staff_is_found_by_staff_number() -> None:
    person = PersonFactory.create(staff_number="P00042")

    assert find_by_number("P00042", person.birth_date) == find_by_number_alone("P00042") == person
