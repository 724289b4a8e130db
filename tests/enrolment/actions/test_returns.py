"""Coming back by student number, birth date and a mailed code."""

from datetime import date
from typing import Any

import pytest

from peristyle.accounts.public import TooManyTries
from peristyle.enrolment.actions.confirm_email import CodeDead, CodeWrong
from peristyle.enrolment.actions.prove_return import prove_return
from peristyle.enrolment.actions.request_return import request_return
from peristyle.enrolment.models import ReturnCode
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
BORN = date(2004, 2, 29)
NUMBER = "22100042"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    person = inhabitant(Role.STUDENT)
    Person.objects.filter(pk=person.pk).update(student_number=NUMBER)
    return person


def test_the_mailed_code_proves_who_comes_back_once(student: Person, outbox: Outbox, run_due_tasks: Any) -> None:
    token = request_return(NUMBER, BORN)
    run_due_tasks()

    assert prove_return(token, outbox.last.code) == student
    with pytest.raises(CodeDead):
        prove_return(token, outbox.last.code)


def test_a_code_works_in_the_browser_that_asked_only(student: Person, outbox: Outbox, run_due_tasks: Any) -> None:
    request_return(NUMBER, BORN)
    run_due_tasks()
    elsewhere = request_return(NUMBER, date(1999, 1, 1))

    with pytest.raises(CodeWrong):
        prove_return(elsewhere, outbox.last.code)


def test_five_wrong_codes_kill_it_whether_it_was_sent_or_not(
    student: Person, outbox: Outbox, run_due_tasks: Any
) -> None:
    for token in (request_return(NUMBER, BORN), request_return("29999999", BORN)):
        run_due_tasks()
        left = []
        for _ in range(4):
            with pytest.raises(CodeWrong) as wrong:
                prove_return(token, "0000 0000")
            left.append(wrong.value.tries_left)
        assert left == [4, 3, 2, 1]
        with pytest.raises(CodeDead):
            prove_return(token, "0000 0000")
        with pytest.raises(CodeDead):
            prove_return(token, outbox.last.code)


def test_a_code_lives_thirty_minutes(student: Person, outbox: Outbox, run_due_tasks: Any, at: Traveller) -> None:
    token = request_return(NUMBER, BORN)
    run_due_tasks()
    at.later(minutes=31)

    with pytest.raises(CodeDead):
        prove_return(token, outbox.last.code)


@pytest.mark.parametrize(("number", "born"), [("29999999", BORN), (NUMBER, date(1999, 1, 1))])
def test_nothing_leaves_when_nobody_is_told(
    student: Person, outbox: Outbox, run_due_tasks: Any, number: str, born: date
) -> None:
    token = request_return(number, born)
    run_due_tasks()

    assert not len(outbox)
    with pytest.raises(CodeWrong):
        prove_return(token, "")


def test_a_mailbox_is_not_flooded(student: Person, outbox: Outbox, run_due_tasks: Any) -> None:
    request_return(NUMBER, BORN)
    request_return(NUMBER, BORN)
    run_due_tasks()

    assert len(outbox) == 1


def test_asking_is_slowed_down(student: Person) -> None:
    for _ in range(5):
        request_return(NUMBER, BORN)

    with pytest.raises(TooManyTries):
        request_return(NUMBER, BORN)
    assert ReturnCode.objects.count() == 5
