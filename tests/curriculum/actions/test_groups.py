"""Groups of a unit: filled, moved, never two of one kind."""

import pytest
from django.db import IntegrityError, transaction

from peristyle.curriculum.actions.groups.assign_groups import assign_groups
from peristyle.curriculum.actions.groups.change_group import (
    NameTaken,
    NotEmpty,
    TooManyMembers,
    change_group,
    remove_group,
)
from peristyle.curriculum.actions.groups.create_groups import create_groups
from peristyle.curriculum.actions.groups.move_member import GroupFull, NotTaken, leave_group, move_member
from peristyle.curriculum.actions.students.withdraw import withdraw
from peristyle.curriculum.models import GroupMembership, TeachingGroup, UnitEnrolment
from peristyle.curriculum.public import groups_of
from peristyle.people.public import Person
from tests.curriculum.factories import YEAR, Licence, a_licence, a_student, a_unit, placed
from tests.harness.races import at_once
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def licence(db: None) -> Licence:
    return a_licence()


@pytest.fixture
def officer(db: None) -> Person:
    return PersonFactory.create()


def sizes() -> list[int]:
    return [group.memberships.count() for group in TeachingGroup.objects.order_by("kind", "name")]


def enrolment_of(person: Person, licence: Licence) -> UnitEnrolment:
    return UnitEnrolment.objects.get(person=person, unit=licence.mandatory)


def test_groups_are_numbered_after_those_there_are(licence: Licence, officer: Person) -> None:
    create_groups(licence.mandatory, YEAR, "TD", count=2, capacity=30, by=officer)
    create_groups(licence.mandatory, YEAR, "TD", count=1, capacity=30, by=officer)

    assert [str(group) for group in TeachingGroup.objects.all()] == ["TD 1", "TD 2", "TD 3"]


def test_everybody_gets_a_group_and_nobody_is_moved(licence: Licence, officer: Person) -> None:
    create_groups(licence.mandatory, YEAR, "TD", count=2, capacity=30, by=officer)
    for _ in range(5):
        a_student(licence)
    assert not assign_groups(licence.mandatory, YEAR, "TD", by=officer).without
    before = list(GroupMembership.objects.order_by("pk").values_list("enrolment_id", "group_id"))
    a_student(licence)

    assign_groups(licence.mandatory, YEAR, "TD", by=officer)

    assert sizes() == [3, 3]
    assert list(GroupMembership.objects.order_by("pk").values_list("enrolment_id", "group_id"))[:5] == before


def test_a_class_stays_together_from_one_unit_to_the_next(licence: Licence, officer: Person) -> None:
    second = a_unit("EM2")
    placed(second, licence.semester)
    people = [a_student(licence).person for _ in range(7)]
    for unit in (licence.mandatory, second):
        create_groups(unit, YEAR, "TD", count=2, capacity=30, by=officer)
        assign_groups(unit, YEAR, "TD", by=officer)

    assert all(len({group.name for group in groups_of(person, YEAR)}) == 1 for person in people)


def test_who_finds_no_room_is_told(licence: Licence, officer: Person) -> None:
    create_groups(licence.mandatory, YEAR, "TP", count=1, capacity=2, by=officer)
    for _ in range(3):
        a_student(licence)

    assert len(assign_groups(licence.mandatory, YEAR, "TP", by=officer).without) == 1


def test_a_move_leaves_the_former_group(licence: Licence, officer: Person) -> None:
    first, second = create_groups(licence.mandatory, YEAR, "TD", count=2, capacity=1, by=officer)
    alice, bob = a_student(licence).person, a_student(licence).person
    move_member(enrolment_of(alice, licence), first, by=officer)

    move_member(enrolment_of(alice, licence), second, by=officer)

    assert list(groups_of(alice, YEAR)) == [second]
    with pytest.raises(GroupFull):
        move_member(enrolment_of(bob, licence), second, by=officer)
    leave_group(GroupMembership.objects.get(), by=officer)
    assert not groups_of(alice, YEAR)


def test_the_database_itself_refuses_two_groups_of_one_kind(licence: Licence, officer: Person) -> None:
    first, second = create_groups(licence.mandatory, YEAR, "TD", count=2, capacity=9, by=officer)
    enrolment = enrolment_of(a_student(licence).person, licence)
    move_member(enrolment, first, by=officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.create(enrolment=enrolment, group=second, kind="TD", since=enrolment.asked_at)


def test_nobody_enters_a_group_of_a_unit_they_do_not_take(licence: Licence, officer: Person) -> None:
    (group,) = create_groups(licence.semester, YEAR, "TD", count=1, capacity=9, by=officer)

    with pytest.raises(NotTaken):
        move_member(enrolment_of(a_student(licence).person, licence), group, by=officer)


def test_leaving_the_etape_is_leaving_its_groups(licence: Licence, officer: Person) -> None:
    create_groups(licence.mandatory, YEAR, "TD", count=1, capacity=9, by=officer)
    person = a_student(licence).person
    assign_groups(licence.mandatory, YEAR, "TD", by=officer)

    withdraw(person, licence.step, YEAR, by=officer)

    assert sizes() == [0]


def test_a_group_keeps_its_members_its_name_and_its_place(licence: Licence, officer: Person) -> None:
    first, second = create_groups(licence.mandatory, YEAR, "TD", count=2, capacity=9, by=officer)
    for _ in range(3):
        move_member(enrolment_of(a_student(licence).person, licence), first, by=officer)

    with pytest.raises(TooManyMembers):
        change_group(first, name="1", capacity=2, by=officer)
    with pytest.raises(NameTaken):
        change_group(first, name="2", capacity=9, by=officer)
    with pytest.raises(NotEmpty):
        remove_group(first, by=officer)
    remove_group(second, by=officer)
    change_group(first, name="2", capacity=3, by=officer)

    assert str(TeachingGroup.objects.get()) == "TD 2"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_do_not_overfill_a_group(licence: Licence, officer: Person) -> None:
    (group,) = create_groups(licence.mandatory, YEAR, "TD", count=1, capacity=1, by=officer)
    enrolments = [enrolment_of(a_student(licence).person, licence) for _ in range(4)]

    def moved(enrolment: UnitEnrolment) -> bool:
        try:
            move_member(enrolment, group, by=officer)
        except GroupFull:
            return False
        return True

    answers = at_once(*(lambda enrolment=each: moved(enrolment) for each in enrolments))

    assert sorted(answers) == [False] * 3 + [True]
    assert sizes() == [1]
