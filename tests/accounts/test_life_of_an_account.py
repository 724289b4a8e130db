"""Whatever happens to an account, in whatever order, it never reaches a state it may not reach.

Hypothesis draws the stories; the verbs, the clock and the database are the real ones.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
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

from peristyle.accounts.actions.activate import AlreadyActive, activate
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.reset_password import reset_password
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.actions.sign_in import AccountShut, SignInRefused, sign_in
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.backend import AccountBackend
from peristyle.accounts.models import Account, GivenLogin, LinkPurpose, MailedLink
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION, FOLLOWS, SIGNS_IN, State
from peristyle.kernel import clock, institution
from peristyle.people.public import Affiliation, AffiliationKind, open_affiliation
from tests.accounts.factories import CHOSEN_PASSWORD, DOMAIN, PersonFactory, fresh

START = "2026-09-01 10:00+02:00"
ANSWERS = {"charte": {"accepted": True, "version": "2026-1"}, "messagerie": {"redirect": False}}
LEAPS = st.sampled_from(
    [timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=24), timedelta(days=29), timedelta(days=31)]
    + [timedelta(days=days) for days in (120, 365)]
)
ENDS = st.sampled_from([-40, -10, 10, 400])
KINDS = st.sampled_from([AffiliationKind.STUDENT, AffiliationKind.GUEST])


class AccountOfOnePerson(RuleBasedStateMachine):
    """The account of one person: paid, mailed, activated, suspended, left, come back."""

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel(START, tick=False)
        self.time = self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.person = PersonFactory.create()
        self.login = ""
        self.activated = False
        self.known_state: State | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.travel.stop()

    @property
    def account(self) -> Account:
        return fresh(Account(person=self.person))

    def links(self) -> list[MailedLink]:
        """Every activation link, the newest first."""
        known = MailedLink.objects.select_related("account__person", "account__activation")
        return list(known.filter(purpose=LinkPurpose.ACTIVATION).order_by("-id"))

    @property
    def state(self) -> State:
        return state_of(self.account, clock.now())

    @initialize(kind=KINDS, mailed=st.booleans(), opened=st.booleans())
    def somebody_pays_for_the_first_time(self, kind: AffiliationKind, *, mailed: bool, opened: bool) -> None:
        self._tie(kind, clock.today() + timedelta(days=364))
        self._pay()
        if mailed:
            self.a_link_is_mailed()
        if mailed and opened:
            self.somebody_opens_a_link_and_chooses_a_password(0)

    @rule(kind=KINDS, lasting=st.integers(min_value=1, max_value=400))
    def somebody_comes_back(self, kind: AffiliationKind, lasting: int) -> None:
        self._tie(kind, clock.today() + timedelta(days=lasting))
        self._pay()

    @rule(days=ENDS)
    def the_university_corrects_the_end(self, days: int) -> None:
        Affiliation.objects.update(ends_on=clock.today() + timedelta(days=days))

    @rule(leap=LEAPS)
    def time_goes_by(self, leap: timedelta) -> None:
        self.time.shift(leap)

    @rule()
    def a_link_is_mailed(self) -> None:
        if self.state == State.PENDING:
            self.time.move_to(self.account.activatable_at)
        send_activation.call(self.account.pk)

    @precondition(lambda self: self.links())
    @rule(which=st.integers(min_value=0, max_value=2))
    def somebody_opens_a_link_and_chooses_a_password(self, which: int) -> None:
        may = self.state == State.ACTIVATABLE
        links = self.links()
        try:
            activate(links[min(which, len(links) - 1)], ANSWERS, CHOSEN_PASSWORD)
        except (LinkDead, AlreadyActive):
            return
        assert may
        assert not self.activated
        self.activated = True

    @precondition(lambda self: self.activated)
    @rule()
    def somebody_chooses_a_new_password(self) -> None:
        link = send_link(self.account, LinkPurpose.RESET, life=timedelta(hours=1))
        if link:
            try:
                reset_password(link, CHOSEN_PASSWORD)
            except LinkDead:
                assert self.state not in SIGNS_IN

    @rule(days=st.none() | st.integers(min_value=1, max_value=60))
    def somebody_is_suspended(self, days: int | None) -> None:
        until = clock.now() + timedelta(days=days) if days else None
        suspend(self.account, reason="Enquête", by=None, until=until)
        assert self.state in {State.SUSPENDED, State.CLOSED}

    @rule()
    def the_suspension_is_lifted(self) -> None:
        lift_suspension(self.account, by=None)
        assert self.state != State.SUSPENDED

    @invariant()
    def the_account_is_what_it_may_be(self) -> None:
        if not self.login:
            return
        account = self.account
        before, state = self.known_state, state_of(account, clock.now())
        self.known_state = state

        assert before in (None, state) or state in FOLLOWS[before], f"{before} → {state}"
        assert hasattr(account, "activation") == self.activated
        assert not (self.activated and state in AWAITS_ACTIVATION)
        assert account.login == self.login
        assert GivenLogin.objects.get().login == self.login
        if before != state:
            assert self._signs_in() == (state in SIGNS_IN)
            assert (AccountBackend().get_user(account.pk) is not None) == (state in SIGNS_IN)

    def _signs_in(self) -> bool:
        # A refused try slows the next one down, which is another story: each one is forgotten.
        with transaction.atomic():
            try:
                signed_in = sign_in(self.login, CHOSEN_PASSWORD).account == self.account
            except (SignInRefused, AccountShut):
                signed_in = False
            transaction.set_rollback(True)
        return signed_in

    def _tie(self, kind: AffiliationKind, ends_on: date) -> None:
        open_affiliation(
            self.person,
            kind,
            starts_on=clock.today() - timedelta(days=400),
            ends_on=ends_on,
            source="tests",
            source_reference=str(Affiliation.objects.count()),
        )

    def _pay(self) -> None:
        delay = institution.current().accounts.activation_delay
        account = open_account(self.person, domain=DOMAIN, activatable_at=clock.now() + delay)
        self.login = self.login or account.login


@pytest.mark.django_db
def test_no_story_leads_an_account_to_a_forbidden_state() -> None:
    run_state_machine_as_test(
        AccountOfOnePerson,
        settings=settings(
            max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
