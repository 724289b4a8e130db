"""Mandatory units at once, options within their bounds, seats never twice."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from peristyle.curriculum.actions.erase_curriculum import erase_curriculum
from peristyle.curriculum.actions.students.apply_offer import apply_offer_later
from peristyle.curriculum.actions.students.choose_units import NothingOpen, choose_units
from peristyle.curriculum.actions.students.give_unit import AlreadyTaken, give_unit
from peristyle.curriculum.actions.students.open_unit_choices import give_units, open_unit_choices
from peristyle.curriculum.actions.students.refuse_choice import NotWaiting, refuse_choice
from peristyle.curriculum.actions.students.seats import Full
from peristyle.curriculum.actions.students.validate_choices import validate_choices
from peristyle.curriculum.actions.students.withdraw import withdraw
from peristyle.curriculum.models import Nature, Offering, StudiedStep, TeachingUnit, UnitEnrolment
from peristyle.curriculum.rules.choices import NotOffered, WrongCount
from tests.curriculum.factories import (
    YEAR,
    Licence,
    StepFactory,
    a_licence,
    a_student,
    a_unit,
    codes_of,
    open_window,
    placed,
)
from tests.harness.letters import Outbox
from tests.harness.races import at_once
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def choose(student: StudiedStep, *units: TeachingUnit) -> None:
    choose_units(student, {unit.pk for unit in units}, by=student.person)


def seats_of(unit: TeachingUnit) -> int:
    return Offering.objects.get(unit=unit, year=YEAR).seats_taken


def seats_are_true() -> bool:
    """Whether every counter tells how many hold a seat."""
    return all(
        offering.seats_taken
        == UnitEnrolment.objects.filter(
            unit=offering.unit_id, year=offering.year_id, nature=Nature.CHOSEN, refused_at=None
        ).count()
        for offering in Offering.objects.all()
    )


@pytest.fixture
def licence(db: None) -> Licence:
    licence = a_licence()
    open_window(licence.step)
    return licence


def test_who_enters_an_etape_has_its_mandatory_units_at_once(licence: Licence) -> None:
    student = a_student(licence)

    assert codes_of(student.person) == ["EM1", "ES1"]
    assert all(row.state == "validated" for row in UnitEnrolment.objects.all())


def test_entering_twice_changes_nothing(licence: Licence) -> None:
    student = a_student(licence)

    assert a_student(licence, student.person) == student
    assert codes_of(student.person) == ["EM1", "ES1"]


def test_a_choice_waits_for_an_officer_and_brings_its_units(licence: Licence) -> None:
    student = a_student(licence)

    choose(student, licence.nested)

    assert codes_of(student.person) == ["EBRNG", "EM1", "ENEST", "ES1"]
    assert UnitEnrolment.objects.get(unit=licence.nested).state == "asked"
    assert UnitEnrolment.objects.get(unit=licence.brought).state == "validated"


def test_one_may_change_until_the_window_closes(licence: Licence, at: Traveller) -> None:
    student = a_student(licence)
    choose(student, licence.nested)

    choose(student, licence.rare)

    assert codes_of(student.person) == ["EM1", "ERARE", "ES1"]
    assert (seats_of(licence.nested), seats_of(licence.rare)) == (0, 1)

    at.later(hours=2)
    with pytest.raises(NothingOpen):
        choose(student, licence.wide)
    assert codes_of(student.person) == ["EM1", "ERARE", "ES1"]


def test_the_last_seat_is_taken_once(licence: Licence) -> None:
    first, second = a_student(licence), a_student(licence)
    choose(second, licence.wide)
    choose(first, licence.rare)

    with pytest.raises(Full):
        choose(second, licence.rare)

    assert "EWIDE" in codes_of(second.person)
    assert seats_are_true()


@pytest.mark.parametrize("wrong", [["rare", "wide"], []])
def test_a_list_wants_its_number(licence: Licence, wrong: Iterable[str]) -> None:
    student = a_student(licence)

    with pytest.raises(WrongCount):
        choose(student, *(getattr(licence, name) for name in wrong))


def test_another_etape_s_unit_is_not_offered(licence: Licence) -> None:
    student, elsewhere = a_student(licence), a_licence("X")
    open_window(elsewhere.step)

    with pytest.raises(NotOffered):
        choose(student, elsewhere.wide)


def test_a_window_of_another_semester_opens_nothing_here(db: None) -> None:
    licence = a_licence()
    other = a_unit("ES2")
    placed(other, licence.step)
    open_window(licence.step, other)

    with pytest.raises(NothingOpen):
        choose(a_student(licence), licence.wide)


def test_a_refused_choice_gives_its_seat_back_and_tells_why(
    licence: Licence, outbox: Outbox, run_due_tasks: Callable[[], list[str]]
) -> None:
    student = a_student(licence, PersonFactory.create(backup_email="lea@example.net"))
    choose(student, licence.rare)
    choice = UnitEnrolment.objects.get(unit=licence.rare)

    refuse_choice(choice, "Réservé aux sportifs.", by=PersonFactory.create())

    run_due_tasks()
    assert "Réservé aux sportifs." in outbox.to("lea@example.net")[0].text
    assert seats_of(licence.rare) == 0
    assert "ERARE" not in codes_of(student.person)
    with pytest.raises(NotOffered):
        choose(student, licence.rare)
    choose(student, licence.wide)
    with pytest.raises(NotWaiting):
        refuse_choice(choice, "Encore", by=PersonFactory.create())
    assert seats_are_true()


def test_validated_choices_no_longer_wait(licence: Licence) -> None:
    officer = PersonFactory.create()
    choose(a_student(licence), licence.wide)

    assert validate_choices(UnitEnrolment.objects.all(), by=officer) == 1
    assert validate_choices(UnitEnrolment.objects.all(), by=officer) == 0
    assert UnitEnrolment.objects.get(unit=licence.wide).validated_by == officer


def test_who_leaves_gives_everything_back_once(licence: Licence) -> None:
    student = a_student(licence)
    choose(student, licence.rare)

    for _ in range(2):
        withdraw(student.person, licence.step, YEAR, by=None)

    assert codes_of(student.person) == []
    assert seats_of(licence.rare) == 0
    with pytest.raises(NothingOpen):
        choose(student, licence.wide)


def test_what_two_etapes_share_stays_with_the_other(licence: Licence) -> None:
    second = replace(licence, step=StepFactory.create(degree=licence.step.degree))
    placed(licence.semester, second.step)
    student = a_student(licence)
    a_student(second, student.person)
    choose(student, licence.rare)

    withdraw(student.person, licence.step, YEAR, by=None)

    assert codes_of(student.person) == ["EM1", "ERARE", "ES1"]
    assert {row.step for row in UnitEnrolment.objects.all()} == {second.step}
    withdraw(student.person, second.step, YEAR, by=None)
    assert codes_of(student.person) == []
    assert seats_are_true()


def test_who_comes_back_starts_again(licence: Licence) -> None:
    student = a_student(licence)
    withdraw(student.person, licence.step, YEAR, by=None)

    a_student(licence, student.person)

    assert codes_of(student.person) == ["EM1", "ES1"]


def test_who_left_before_the_worker_came_gets_nothing(licence: Licence) -> None:
    student = open_unit_choices(PersonFactory.create(), licence.step, YEAR)
    withdraw(student.person, licence.step, YEAR, by=None)

    give_units.func(student.pk)

    assert codes_of(student.person) == []


def test_a_debt_is_taken_beside_the_etape_and_goes_with_the_last_one(licence: Licence) -> None:
    student, officer, debt = a_student(licence), PersonFactory.create(), a_unit("OLD1")

    give_unit(student.person, debt, YEAR, Nature.DEBT, by=officer)

    assert "OLD1" in codes_of(student.person)
    with pytest.raises(AlreadyTaken):
        give_unit(student.person, debt, YEAR, Nature.CREDIT, by=officer)
    withdraw(student.person, licence.step, YEAR, by=officer)
    assert codes_of(student.person) == []


def test_who_is_erased_leaves_no_row_and_no_seat(licence: Licence) -> None:
    student, other = a_student(licence), a_student(licence)
    choose(student, licence.rare)
    choose(other, licence.wide)

    erase_curriculum(student.person_id)

    assert codes_of(student.person) == []
    assert "EWIDE" in codes_of(other.person)
    assert not StudiedStep.objects.filter(person=student.person_id).exists()
    assert seats_are_true()


def test_an_offer_that_changed_reaches_those_who_were_there(licence: Licence) -> None:
    student = a_student(licence)
    placed(a_unit("NEW1"), licence.semester)
    licence.mandatory.links_above.all().delete()

    apply_offer_later.func(licence.step.pk, YEAR)

    assert codes_of(student.person) == ["ES1", "NEW1"]


def test_an_offer_reaches_many_with_few_queries(
    licence: Licence, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    people = PersonFactory.create_batch(30)
    StudiedStep.objects.bulk_create(
        StudiedStep(person=person, step=licence.step, year_id=YEAR, opened_at=person.created_at) for person in people
    )

    # Three of them are of the rooms above, which are told.
    with max_queries(11):
        apply_offer_later.func(licence.step.pk, YEAR)

    assert UnitEnrolment.objects.count() == 60


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_seat_at_once_do_not_both_get_it(licence: Licence) -> None:
    students = [a_student(licence) for _ in range(6)]

    def taken(student: StudiedStep) -> bool:
        try:
            choose(student, licence.rare)
        except Full:
            return False
        return True

    answers = at_once(*(lambda student=student: taken(student) for student in students))

    assert sorted(answers) == [False] * 5 + [True]
    assert seats_of(licence.rare) == 1
    assert seats_are_true()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_who_asks_twice_at_once_holds_one_seat(licence: Licence) -> None:
    student = a_student(licence)

    at_once(lambda: choose(student, licence.wide), lambda: choose(student, licence.nested))

    chosen = UnitEnrolment.objects.filter(nature=Nature.CHOSEN)
    assert chosen.count() == 1
    assert seats_are_true()
