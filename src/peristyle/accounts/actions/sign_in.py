"""Sign somebody in: identifier and password against an account that may be used now."""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.factors.remember_device import use_remembered_device
from peristyle.accounts.browsers import present_browser
from peristyle.accounts.models import Account
from peristyle.accounts.queries import account_to_sign_in
from peristyle.accounts.rules.life_cycle import SIGNS_IN, State, state_at
from peristyle.accounts.rules.logins import as_typed
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.people.public import Person

LONGEST_PASSWORD = 1024


class SignInRefused(Exception):
    """Identifier or password wrong, or an account that was never activated: a stranger learns nothing more."""


class AccountShut(Exception):
    """The password is right but the account is suspended or closed; `state` says which, `account` whose."""

    def __init__(self, account: Account, state: State) -> None:
        super().__init__(state)
        self.account = account
        self.state = state


class SecondFactorWanted(Exception):
    """The password is right and opens nothing yet: a passkey or a code of `account` must follow."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account


@dataclass(frozen=True)
class SignedIn:
    """Who came in, by what, and what they must do before anything else: add a second factor, accept the charter."""

    account: Account
    method: str
    lacks_charter: bool
    lacks_second_factor: bool = False


def sign_in(typed: str, password: str, *, device: str | None = None, remembered: str = "") -> SignedIn:
    """Let whoever typed this identifier and password in; `remembered` is the secret of a browser remembered.

    Raises TooManyTries, SignInRefused, AccountShut, SecondFactorWanted, TooManySignIns. An unknown identifier costs
    as much time as a known one: a hash is always verified.
    """
    domains = institution.current().domains
    logins = as_typed(typed, (domains.student, domains.staff, domains.external))
    throttle.check_wait("sign-in", logins[0], device=device)
    arrival = account_to_sign_in(logins)
    account = arrival.account if arrival else None
    holder = Person(pk=account.person_id) if account else None
    known = account is not None and account.has_usable_password()
    right = len(password) <= LONGEST_PASSWORD and check_password(
        password, account.password if known and account else _nobody_s_password()
    )
    if not (known and right and arrival and account and holder):
        throttle.count_failure("sign-in", logins[0], device=device)
        record("accounts.refuse_sign_in", subject=holder or "", typed_an_account=known, **present_browser())
        raise SignInRefused
    # Asked again once the password is judged: tries sent all at once are worth no more than the same in a row.
    failed_before = throttle.check_wait("sign-in", logins[0], device=device)
    state = state_at(arrival.facts, clock.now())
    if state not in SIGNS_IN:
        record("accounts.refuse_sign_in", subject=holder, state=state, **present_browser())
        raise AccountShut(account, state)
    if failed_before:
        throttle.forget_failures("sign-in", logins[0], device=device)
    method = "password"
    if arrival.has_second_factor:
        if not use_remembered_device(account, remembered):
            record("accounts.ask_second_factor", subject=holder)
            raise SecondFactorWanted(account)
        method = "password+remembered"
    record("accounts.sign_in", actor=holder, subject=holder, method=method, **present_browser())
    return SignedIn(account, method, arrival.lacks_charter, arrival.lacks_second_factor)


@cache
def _nobody_s_password() -> str:
    return make_password("a password that nobody has")
