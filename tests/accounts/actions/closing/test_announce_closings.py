"""Whoever leaves is told in time, once, at both addresses; whoever comes back is left alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peristyle.accounts.actions.closing.announce_closings import announce_closings
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, ClosingNotice
from peristyle.people.public import AffiliationKind, StaffCategory
from tests.accounts.factories import AccountFactory, AffiliationFactory, activated_now, fresh
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
LAST_YEAR = date(2027, 8, 31)


@pytest.fixture
def leaver(at: Traveller) -> Account:
    """Enrolled in 2026-2027, and not since: access ends on 31 December 2027."""
    return leaving_on(at, LAST_YEAR)


def leaving_on(at: Traveller, last_day: date, **facts: Any) -> Account:
    """The active account of somebody with one tie, until `last_day`."""
    since = at("2026-09-01 10:00")
    account = AccountFactory.create()
    AffiliationFactory.create(person=account.person, ends_on=last_day, **facts)
    activated_now(account, at=since)
    return fresh(account)


def night(at: Traveller, moment: str) -> list[str]:
    """One night's work, and what was told by then, oldest first."""
    at(moment)
    announce_closings.call()
    told = ClosingNotice.objects.order_by("posted_at", "id")
    return [f"{notice.kind} {notice.days_before}" for notice in told]


def test_a_graduate_is_warned_four_times_then_told_twice(at: Traveller, leaver: Account) -> None:
    assert night(at, "2027-10-31 03:00") == []
    for moment in ("2027-11-01", "2027-11-02", "2027-12-01", "2027-12-21", "2027-12-30", "2027-12-31", "2028-01-01"):
        night(at, f"{moment} 03:00")
        night(at, f"{moment} 04:00")
    told = night(at, "2028-01-31 03:00")

    assert told == ["access_ends 60", "access_ends 30", "access_ends 10", "access_ends 1", "closing 0", "closed 0"]


def test_a_warning_goes_to_both_addresses_and_says_what_to_do(
    at: Traveller, leaver: Account, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    night(at, "2027-12-01 03:00")
    run_due_tasks()

    assert {letter.to for letter in outbox.letters} == {leaver.person.backup_email, leaver.login}
    letter = outbox.last
    assert letter.subject == "Votre accès à l’ENT se termine le 31 décembre 2027"
    assert "30 janvier 2028" in letter.text
    assert letter.link("/compte/mes-donnees/")
    assert letter.link("/inscription/")


def test_the_mail_that_says_it_is_closed_goes_where_it_can_be_read(
    at: Traveller, leaver: Account, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    night(at, "2028-01-31 03:00")
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == [leaver.person.backup_email]
    assert "est fermé" in outbox.last.subject


@pytest.mark.parametrize(
    ("back_on", "told"),
    [("2027-12-25", ["access_ends 10"]), ("2028-01-10", ["closing 0"]), ("2029-01-01", ["closed 0"])],
)
def test_after_an_outage_one_sensible_mail_is_sent(
    at: Traveller, leaver: Account, back_on: str, told: list[str], run_due_tasks: RunDueTasks
) -> None:
    at(f"{back_on} 09:00")
    assert "announce_closings" in run_due_tasks(regular=True)

    assert night(at, f"{back_on} 10:00") == told


def test_whoever_enrols_again_hears_nothing_more(at: Traveller, leaver: Account) -> None:
    night(at, "2027-11-01 03:00")
    AffiliationFactory.create(person=leaver.person, ends_on=date(2028, 8, 31))

    assert night(at, "2027-12-30 03:00") == ["access_ends 60"]
    assert night(at, "2028-11-01 03:00") == ["access_ends 60", "access_ends 60"]


def test_an_end_that_comes_nearer_is_told_at_once(at: Traveller) -> None:
    account = leaving_on(at, date(2028, 8, 31), kind=AffiliationKind.GUEST)
    assert night(at, "2027-03-01 03:00") == []

    account.person.affiliations.update(ends_on=date(2027, 3, 20))

    assert night(at, "2027-03-01 04:00") == ["access_ends 30"]


def test_a_retired_teacher_is_warned_of_the_end_of_the_mailbox_too(
    at: Traveller, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    leaving_on(at, date(2027, 6, 30), kind=AffiliationKind.TEACHER, category=StaffCategory.PERMANENT)
    for moment in ("2027-07-01", "2028-05-01", "2028-06-01", "2028-06-29"):
        night(at, f"{moment} 03:00")
    told = night(at, "2028-07-01 03:00")
    run_due_tasks()

    assert told == ["closing 0", "mail_ends 60", "mail_ends 30", "mail_ends 1", "closed 0"]
    assert "Votre boîte mail universitaire se ferme le 30 juin 2028" in {letter.subject for letter in outbox.letters}


def test_whoever_never_activated_has_nothing_to_lose(at: Traveller) -> None:
    at("2026-09-01 10:00")
    AffiliationFactory.create(person=AccountFactory.create().person, ends_on=LAST_YEAR)

    assert night(at, "2027-12-01 03:00") == []


def test_whoever_is_suspended_is_not_written_to(at: Traveller, leaver: Account) -> None:
    suspend(leaver, reason="Enquête", by=None)

    assert night(at, "2027-12-01 03:00") == []


def test_a_crowd_costs_no_more_questions_than_one(at: Traveller) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            announce_closings.call()
        return sum(query["sql"].startswith("SELECT") for query in captured)

    leaving_on(at, LAST_YEAR)
    at("2027-11-01 03:00")
    for_one = questions()
    for _ in range(5):
        leaving_on(at, LAST_YEAR)
    at("2027-11-02 03:00")

    assert questions() <= for_one
    assert ClosingNotice.objects.count() == 6
