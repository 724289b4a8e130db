"""Whatever the years bring, an account is open as long as a reason holds and no longer, and then leaves nothing behind.

Hypothesis draws the stories; the verbs, the nightly work, the clock and the database are the real ones. The reasons are
counted here in another way than the rules count them: day by day, from the words of decision 0005.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from peristyle.accounts.actions.closing.announce_closings import announce_closings
from peristyle.accounts.actions.closing.ask_extension import ExtensionNotAsked, ExtensionTooLong
from peristyle.accounts.actions.closing.decide_extension import extend_account
from peristyle.accounts.actions.closing.erase import erase_persons, erase_who_left
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.models import Account, ClosingNotice, GivenLogin, Suspension
from peristyle.accounts.queries import account_of_person, explanation_of, state_of
from peristyle.accounts.rules.explanation import Ground
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.people.public import (
    Affiliation,
    AffiliationKind,
    Person,
    StaffCategory,
    open_affiliation,
    register_person,
    void_affiliation,
)
from tests.accounts.factories import DOMAIN, activated_now
from tests.harness.whole_database import places_of

NAMES = {"given_name": "Zulmé", "birth_name": "Quimperlé-Voss"}
NATIONAL_ID = "070812345AB"
ADDRESS = "zulme.voss@example.net"
PERSONAL = {*NAMES.values(), NATIONAL_ID, ADDRESS, "2007-03-14", "zulme.quimperle-voss"}
LEAPS = st.sampled_from([1, 2, 10, 29, 31, 60, 90, 150, 366])
LENGTHS = st.sampled_from([3, 40, 200, 364])
KINDS = st.sampled_from(
    [(AffiliationKind.STUDENT, ""), (AffiliationKind.GUEST, ""), (AffiliationKind.STAFF, StaffCategory.TEMPORARY)]
)


class LifeOfAnAccount(RuleBasedStateMachine):
    """Somebody who comes, stays, leaves, asks, is forgotten, returns."""

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel("2026-09-01 10:00+02:00", tick=False)
        self.time = self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.person: Person | None = None
        self.login = ""
        self.ties = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()

    @property
    def account(self) -> Account | None:
        return account_of_person(self.person.pk) if self.person else None

    @property
    def here(self) -> bool:
        """Whether there is an account to do something to."""
        return self.account is not None

    @initialize(kind=KINDS, days=LENGTHS)
    def somebody_arrives(self, kind: tuple[str, str], days: int) -> None:
        self.somebody_is_tied(kind, days)
        self.the_account_is_activated()

    @rule(kind=KINDS, days=LENGTHS)
    def somebody_is_tied(self, kind: tuple[str, str], days: int) -> None:
        if self.person is None:
            self.person = register_person(
                **NAMES, birth_date=date(2007, 3, 14), national_id=NATIONAL_ID, backup_email=ADDRESS
            )
        self.ties += 1
        tie = open_affiliation(
            self.person,
            AffiliationKind(kind[0]),
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=days),
            source="tests",
            source_reference=str(self.ties),
        )
        Affiliation.objects.filter(pk=tie.pk).update(category=kind[1])
        account = open_account(self.person, domain=DOMAIN, activatable_at=clock.now())
        self.login = self.login or account.login
        assert account.login == self.login

    @precondition(lambda self: self.here)
    @rule()
    def the_account_is_activated(self) -> None:
        account = self.account
        assert account is not None
        if state_of(account, clock.now()) == State.ACTIVATABLE:
            activated_now(account, at=clock.now())

    @precondition(lambda self: self.here)
    @rule(days=st.sampled_from([-20, 0, 15, 100]))
    def the_last_tie_ends_on_another_day(self, days: int) -> None:
        tie = Affiliation.objects.order_by("pk").last()
        if tie:
            tie.ends_on = max(tie.starts_on, clock.today() + timedelta(days=days))
            tie.save()

    @precondition(lambda self: self.here)
    @rule()
    def the_last_tie_is_voided(self) -> None:
        tie = Affiliation.objects.order_by("pk").last()
        if tie:
            void_affiliation(tie.source, tie.source_reference, reason="Paiement refusé")

    @precondition(lambda self: self.here)
    @rule(days=st.sampled_from([20, 100, 300]))
    def an_agent_extends(self, days: int) -> None:
        account = self.account
        assert account is not None
        try:
            extend_account(account, until=clock.today() + timedelta(days=days), reason="Mails", by=account.person)
        except (ExtensionNotAsked, ExtensionTooLong):
            return

    @precondition(lambda self: self.here)
    @rule(lifted=st.booleans())
    def an_agent_suspends_or_lifts(self, *, lifted: bool) -> None:
        account = self.account
        assert account is not None
        if lifted:
            lift_suspension(account, by=None)
        else:
            suspend(account, reason="Enquête", by=None, until=clock.now() + timedelta(days=50))

    @rule(days=LEAPS)
    def nights_go_by(self, days: int) -> None:
        self.time.shift(timedelta(days=days))
        self._night()
        self._night(again=True)

    @invariant()
    def the_account_is_open_exactly_as_long_as_a_reason_holds(self) -> None:
        account = self.account
        if account is None:
            return
        state, holds = state_of(account, clock.now()), self._reason_holds()
        explanation = explanation_of(account)
        assert state != State.ACTIVE or holds
        assert not (holds and state in (State.CLOSING, State.CLOSED))
        assert (explanation.ground in (Ground.PRESENT, Ground.LASTING)) == holds
        assert explanation.state == state

    @invariant()
    def the_identifier_belongs_to_nobody_else(self) -> None:
        assert GivenLogin.objects.count() <= 1

    def _night(self, *, again: bool = False) -> None:
        told = ClosingNotice.objects.count()
        disputed = self._is_disputed()
        holds = self._reason_holds()
        announce_closings.call()
        new = ClosingNotice.objects.count() - told
        assert new <= (0 if again else 1)
        if new:
            self._check_newest_notice()
        # The worker sent the letters, and forgets what it did within a month.
        DBTaskResult.objects.all().delete()
        erase_who_left.call()
        for waiting in DBTaskResult.objects.all():
            erase_persons.call(*waiting.args_kwargs["args"])
        if self.person is not None and self.account is None:
            assert not holds
            assert not disputed
            assert places_of(PERSONAL) == []
            self.person = None

    def _check_newest_notice(self) -> None:
        account, notice = self.account, ClosingNotice.objects.latest("pk")
        assert account is not None
        explanation = explanation_of(account)
        assert notice.last_day in (explanation.access_until, explanation.closing_until)
        assert notice.days_before == 0 or (notice.last_day - clock.today()).days in range(notice.days_before + 1)

    def _is_disputed(self) -> bool:
        now = clock.now()
        return any(each.since <= now and (each.until is None or now < each.until) for each in Suspension.objects.all())

    def _reason_holds(self) -> bool:
        today = clock.today()
        return any(self._gives_access(tie, today) for tie in Affiliation.objects.filter(voided_on=None))

    @staticmethod
    def _gives_access(tie: Affiliation, today: date) -> bool:
        assert tie.ends_on is not None
        if tie.kind != AffiliationKind.STUDENT:
            return today <= tie.ends_on
        # Y–Y+1 is the year of the last enrolment: open until 31/12 of Y+1.
        year = tie.ends_on.year - (tie.ends_on < date(tie.ends_on.year, 9, 1))
        return today <= date(year + 1, 12, 31)


@pytest.mark.django_db
def test_no_life_leaves_an_account_open_without_a_reason_or_a_trace_after_its_end() -> None:
    run_state_machine_as_test(
        LifeOfAnAccount,
        settings=settings(
            max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
