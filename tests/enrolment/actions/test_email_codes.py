"""The personal address: asked for, sent a code, confirmed."""

from collections.abc import Callable

import pytest

from peristyle.enrolment.actions.confirm_email import CodeDead, CodeWrong, confirm_email
from peristyle.enrolment.actions.give_contact import Contact, give_contact
from peristyle.enrolment.actions.request_email_code import TooSoon, request_email_code
from peristyle.enrolment.actions.send_email_code import send_email_code
from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile
from tests.enrolment.factories import ADDRESS, FileFactory, ReadyFileFactory
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]


def contact(address: str = ADDRESS) -> Contact:
    """An answer to the page."""
    return Contact("1 rue", "", "34000", "Montpellier", "FR", "0612345678", address)


def answered(address: str = ADDRESS) -> EnrolmentFile:
    """A file whose holder has just given an address."""
    file = FileFactory.create(cvec_number="MON1-AB12CD-34")
    give_contact(file, contact(address))
    return file


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


def test_giving_an_address_sends_a_code_that_confirms_it(outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    run_due_tasks()

    confirm_email(file, outbox.last.code)

    assert outbox.last.to == ADDRESS
    assert file.personal_email_confirmed_at


def test_the_code_stands_nowhere_but_in_the_letter(outbox: Outbox, run_due_tasks: Work) -> None:
    answered()
    run_due_tasks()

    kept = str(EmailConfirmation.objects.values().get())

    assert outbox.last.code not in kept


def test_spaces_in_the_code_do_not_matter(outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    run_due_tasks()
    code = outbox.last.code

    confirm_email(file, f" {code[:4]} {code[4:]} ")

    assert file.personal_email_confirmed_at


def test_the_same_address_given_again_stays_confirmed() -> None:
    file = ReadyFileFactory.create()

    give_contact(file, contact(ADDRESS.upper()))

    assert file.personal_email_confirmed_at
    assert not EmailConfirmation.objects.exists()


def test_another_address_is_to_be_confirmed_and_the_former_code_is_dead(outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    run_due_tasks()
    former = outbox.last.code

    give_contact(file, contact("other@example.net"))

    with pytest.raises(CodeDead):
        confirm_email(file, former)
    assert file.personal_email_confirmed_at is None


def test_a_wrong_code_says_how_many_tries_are_left_and_the_fifth_kills_it(outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    run_due_tasks()

    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrong) as wrong:
            confirm_email(file, "00000000")
        assert wrong.value.tries_left == left
    with pytest.raises(CodeDead):
        confirm_email(file, "00000000")
    with pytest.raises(CodeDead):
        confirm_email(file, outbox.last.code)


def test_a_code_of_half_an_hour_ago_is_dead(at: Traveller, outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    run_due_tasks()

    at.later(minutes=30)

    with pytest.raises(CodeDead):
        confirm_email(file, outbox.last.code)


def test_another_code_may_be_asked_for_a_minute_later(at: Traveller, outbox: Outbox, run_due_tasks: Work) -> None:
    file = answered()
    with pytest.raises(TooSoon):
        request_email_code(file)
    at.later(minutes=1)

    request_email_code(file)
    run_due_tasks()

    assert len(outbox) == 1
    confirm_email(file, outbox.last.code)


def test_the_task_sends_once_however_often_it_runs(outbox: Outbox, run_due_tasks: Work) -> None:
    answered()
    run_due_tasks()

    send_email_code.call(EmailConfirmation.objects.get().pk)

    assert len(outbox) == 1
