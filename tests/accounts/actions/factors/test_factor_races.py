"""Factors used, spent and removed at the same instant, where several processes may write at once."""

import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.answer_passkey import answer_passkey
from peristyle.accounts.actions.factors.challenges import set_challenge, spend_challenge
from peristyle.accounts.actions.factors.pass_second_factor import FactorRefused, pass_with_code
from peristyle.accounts.actions.factors.remove_factor import LastFactor, remove_factor
from peristyle.accounts.actions.factors.use_code import CodeRefused, use_code
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.models import Account, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.accounts.queries import factors_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import paper_of, phone_of
from tests.accounts.factories import account_in
from tests.accounts.passkey_ceremonies import device_of
from tests.harness.inhabitants import someone

pytestmark = [pytest.mark.usefixtures("several_writers"), pytest.mark.django_db(transaction=True)]
CONTENDERS = 8
REFUSALS = (CodeRefused, PasskeyRefused, FactorRefused, TooManyTries, LastFactor)


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Each verb in a thread and a transaction of its own, all started together: « done », or how it was refused."""
    start = Barrier(len(verbs), timeout=10)

    def run(verb: Callable[[], object]) -> str:
        try:
            start.wait()
            with transaction.atomic():
                verb()
        except REFUSALS as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return sorted(threads.map(run, verbs))


def test_a_code_of_the_app_typed_by_eight_at_once_serves_one() -> None:
    account = account_in(State.ACTIVE)
    code = phone_of(account).code()

    outcomes = at_once(*[lambda: use_code(account, code)] * CONTENDERS)

    assert outcomes == ["CodeRefused"] * 7 + ["done"]


def test_the_second_step_made_by_eight_at_once_opens_one() -> None:
    account = account_in(State.ACTIVE)
    code = phone_of(account).code()

    outcomes = at_once(*[lambda: pass_with_code(account, code, device=None)] * CONTENDERS)

    assert outcomes.count("done") == 1


def test_of_eight_guesses_at_once_five_are_judged() -> None:
    account = account_in(State.ACTIVE)
    phone_of(account)

    # The refusal is part of the answer, not of a transaction that is undone: the view answers it.
    def guess() -> None:
        try:
            pass_with_code(account, "000000", device=None)
        except FactorRefused:
            judged.append(1)

    judged: list[int] = []
    at_once(*[guess] * CONTENDERS)

    assert len(judged) == 5


def test_a_recovery_code_typed_by_eight_at_once_serves_one() -> None:
    account = account_in(State.ACTIVE)
    phone_of(account)
    with transaction.atomic():
        code = paper_of(account)[0]

    outcomes = at_once(*[lambda: use_code(account, code)] * CONTENDERS)

    assert outcomes == ["CodeRefused"] * 7 + ["done"]


def test_a_challenge_spent_by_eight_at_once_is_spent_once() -> None:
    number = set_challenge(PasskeyPurpose.SIGN_IN).pk

    outcomes = at_once(*[lambda: spend_challenge(number, PasskeyPurpose.SIGN_IN)] * CONTENDERS)

    assert outcomes == ["PasskeyRefused"] * 7 + ["done"]


def test_one_answer_of_a_passkey_sent_eight_times_at_once_opens_once() -> None:
    device = device_of(account_in(State.ACTIVE))
    challenge = set_challenge(PasskeyPurpose.SIGN_IN)
    answer = device.answer(json.loads(passkeys.question(challenge)))

    outcomes = at_once(*[lambda: answer_passkey(challenge.pk, PasskeyPurpose.SIGN_IN, answer)] * CONTENDERS)

    assert outcomes == ["PasskeyRefused"] * 7 + ["done"]


def test_of_factors_removed_at_once_one_stays_with_who_must_have_one() -> None:
    officer = Account.objects.get(person=someone(Role.REGISTRAR_OFFICER))
    for _ in range(4):
        device_of(officer, name=secrets.token_hex(4))
    assert len(factors_of(officer)) == 4

    outcomes = at_once(*[lambda factor=factor: remove_factor(factor) for factor in factors_of(officer)])  # type: ignore[misc]

    assert outcomes == ["LastFactor", "done", "done", "done"]
    assert len(factors_of(officer)) == 1
