"""Signing in: identifier and password against an account that may be used now."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password

from peristyle.accounts.actions.sign_in import AccountShut, SignInRefused, sign_in
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.hashing import Argon2idHasher, HashingPool, TooManySignIns
from peristyle.accounts.models import Account, Throttle
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from tests.accounts.factories import DOMAIN, AccountFactory, account_in
from tests.harness.inhabitants import PASSWORD
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
WRONG = "pas-le-bon-mot-de-passe"


@pytest.fixture
def lea() -> Iterator[Account]:
    return account_in(State.ACTIVE, login=f"lea.martin@{DOMAIN}")


@pytest.mark.parametrize(
    "typed",
    ["lea.martin", "Lea.Martin", " lea.martin ", f"lea.martin@{DOMAIN}", f"LEA.MARTIN@{DOMAIN.upper()}"],
)
def test_the_identifier_is_known_with_or_without_the_domain_in_any_case(lea: Account, typed: str) -> None:
    assert sign_in(typed, PASSWORD).account == lea


def test_a_member_of_the_staff_needs_no_domain_either() -> None:
    lecturer = account_in(State.ACTIVE, login="jean.dupont@umontpellier.fr")

    assert sign_in("jean.dupont", PASSWORD).account == lecturer


def test_a_closing_account_signs_in() -> None:
    account = account_in(State.CLOSING)

    assert sign_in(account.login, PASSWORD).account == account


@pytest.mark.parametrize(
    "typed", ["lea.martin@gmail.com", "lea.martin2", "lea", "", "@", f"@{DOMAIN}", "%", "lea_martin"]
)
def test_an_identifier_that_nobody_has_is_refused(lea: Account, typed: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in(typed, PASSWORD)


@pytest.mark.parametrize("password", [WRONG, "", PASSWORD.upper(), f"{PASSWORD} ", PASSWORD[:-1], "x" * 1_000_000])
def test_a_wrong_password_is_refused(lea: Account, password: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in(lea.login, password)


@pytest.mark.parametrize("password", ["", "!", PASSWORD, "a password that nobody has"])
def test_an_account_never_activated_is_refused_like_one_that_does_not_exist(password: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in(account_in(State.ACTIVATABLE).login, password)
    with pytest.raises(SignInRefused):
        sign_in("nobody", password)


@pytest.mark.parametrize("state", [State.SUSPENDED, State.CLOSED])
def test_a_shut_account_says_so_to_who_has_the_password_and_to_nobody_else(state: State) -> None:
    account = account_in(state)

    with pytest.raises(AccountShut) as shut:
        sign_in(account.login, PASSWORD)
    assert shut.value.state == state

    with pytest.raises(SignInRefused):
        sign_in(account.login, WRONG)


def test_after_five_failures_even_the_right_password_waits_a_little(at: Traveller, lea: Account) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in("lea.martin", WRONG)

    with pytest.raises(TooManyTries):
        sign_in("lea.martin", PASSWORD)

    at.later(seconds=15)
    assert sign_in("lea.martin", PASSWORD).account == lea
    assert sign_in("lea.martin", PASSWORD).account == lea


def test_an_identifier_that_nobody_has_waits_just_as_much() -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in("nobody", WRONG)

    with pytest.raises(TooManyTries):
        sign_in("nobody", WRONG)


def test_with_and_without_the_domain_failures_add_up(lea: Account) -> None:
    for typed in ("lea.martin", f"lea.martin@{DOMAIN}", "Lea.Martin", " lea.martin ", "LEA.MARTIN"):
        with pytest.raises(SignInRefused):
            sign_in(typed, WRONG)

    with pytest.raises(TooManyTries):
        sign_in("lea.martin", PASSWORD)


def test_a_crowd_is_refused_without_counting_a_failure(lea: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Argon2idHasher, "pool", HashingPool(slots=1, queue=0))

    with Argon2idHasher.pool.slot(), pytest.raises(TooManySignIns):
        sign_in("lea.martin", PASSWORD)

    assert not Throttle.objects.exists()


def test_a_hash_made_with_other_parameters_still_opens() -> None:
    account = account_in(State.ACTIVE)
    Account.objects.filter(pk=account.pk).update(
        password=Argon2PasswordHasher().encode(PASSWORD, "a-salt-of-22-characters")
    )

    assert sign_in(account.login, PASSWORD).account == account


def test_the_journal_knows_who_signed_in_and_whom_somebody_tried(lea: Account) -> None:
    with pytest.raises(SignInRefused):
        sign_in("lea.martin", WRONG)
    with pytest.raises(SignInRefused):
        sign_in("nobody", WRONG)
    sign_in("lea.martin", PASSWORD)

    told = [(entry.action, entry.subject) for entry in journal(action="accounts").reverse()]

    person = f"people.person:{lea.person_id}"
    assert told == [
        ("accounts.refuse_sign_in", person),
        ("accounts.refuse_sign_in", ""),
        ("accounts.sign_in", person),
    ]
    assert WRONG not in str(list(journal().values("details")))


def test_an_account_without_an_activation_but_with_a_password_stays_shut() -> None:
    account = AccountFactory.create(password=make_password(PASSWORD))

    with pytest.raises(AccountShut):
        sign_in(account.login, PASSWORD)
