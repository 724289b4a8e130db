"""Sign somebody in: identifier and password against an account that may be used now."""

from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from peristyle.accounts.actions import throttle
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


def sign_in(typed: str, password: str, *, device: str | None = None) -> Account:
    """The account of whoever typed this identifier and password.

    Raises TooManyTries, SignInRefused, AccountShut, TooManySignIns. An unknown identifier costs as much time as a
    known one: a hash is always verified.
    """
    domains = institution.current().domains
    logins = as_typed(typed, (domains.student, domains.staff, domains.external))
    throttle.check_wait("sign-in", logins[0], device=device)
    account, facts = account_to_sign_in(logins) or (None, None)
    holder = Person(pk=account.person_id) if account else None
    known = account is not None and account.has_usable_password()
    right = len(password) <= LONGEST_PASSWORD and check_password(
        password, account.password if known and account else _nobody_s_password()
    )
    if not (known and right and account and facts and holder):
        throttle.count_failure("sign-in", logins[0], device=device)
        record("accounts.refuse_sign_in", subject=holder or "", typed_an_account=known)
        raise SignInRefused
    # Asked again once the password is judged: tries sent all at once are worth no more than the same in a row.
    failed_before = throttle.check_wait("sign-in", logins[0], device=device)
    state = state_at(facts, clock.now())
    if state not in SIGNS_IN:
        record("accounts.refuse_sign_in", subject=holder, state=state)
        raise AccountShut(account, state)
    if failed_before:
        throttle.forget_failures("sign-in", logins[0], device=device)
    record("accounts.sign_in", actor=holder, subject=holder, method="password")
    return account


@cache
def _nobody_s_password() -> str:
    return make_password("a password that nobody has")
