"""Write down accounts, so that each stands where it was drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from peristyle.accounts.public import (
    Account,
    Activation,
    AuthenticatorApp,
    CharterAcceptance,
    GivenLogin,
    login_candidates,
    suspend,
)
from peristyle.demo.university.cast import PASSWORD
from peristyle.demo.university.draw import Situation
from peristyle.kernel import clock, institution
from peristyle.kernel.encryption import encrypted
from peristyle.people.public import Person

#: A true suspension comes with a reason that its holder reads.
SUSPENSION_REASON = "Mot de passe communiqué à un tiers : l’assistance attend votre appel."
_NEVER_ACTIVATED = (Situation.PENDING, Situation.ACTIVATABLE)


@dataclass(frozen=True)
class Opening:
    """An account to open: whose, from when on, and where it stands today."""

    person: Person
    opened_at: datetime
    situation: Situation


class AccountWriter:
    """Gives identifiers and passwords; knows those given, so that homonyms are told apart without asking."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._password = make_password(PASSWORD)
        self._rules = institution.current()

    def write(self, openings: Sequence[Opening], *, domain: str) -> None:
        """Open accounts of one domain, in the order in which identifiers are given."""
        logins = [self._give(opening.person, domain) for opening in openings]
        GivenLogin.objects.bulk_create(
            GivenLogin(login=login, person=opening.person, given_at=opening.opened_at)
            for login, opening in zip(logins, openings, strict=True)
        )
        accounts = Account.objects.bulk_create(
            self._account(login, opening) for login, opening in zip(logins, openings, strict=True)
        )
        self._activate(
            (account, opening)
            for account, opening in zip(accounts, openings, strict=True)
            if opening.situation not in _NEVER_ACTIVATED
        )
        for account, opening in zip(accounts, openings, strict=True):
            if opening.situation == Situation.SUSPENDED:
                suspend(account, reason=SUSPENSION_REASON, by=None)

    def remember(self, login: str) -> None:
        """Take note of an identifier given elsewhere."""
        self._given.add(login)

    def _give(self, person: Person, domain: str) -> str:
        candidates = login_candidates(person.shown_given_name, person.shown_name, domain)
        login = next(login for login in candidates if login not in self._given)
        self._given.add(login)
        return login

    def _account(self, login: str, opening: Opening) -> Account:
        account = Account(
            person=opening.person,
            login=login,
            password=self._password,
            created_at=opening.opened_at,
            activatable_at=opening.opened_at + self._rules.accounts.activation_delay,
        )
        if opening.situation in _NEVER_ACTIVATED:
            account.set_unusable_password()
        return account

    def _activate(self, activated: Iterable[tuple[Account, Opening]]) -> None:
        accounts = [account for account, _ in activated]
        Activation.objects.bulk_create(Activation(account=account, at=_activated_at(account)) for account in accounts)
        CharterAcceptance.objects.bulk_create(
            CharterAcceptance(account=account, version=self._rules.charter.version, accepted_at=_activated_at(account))
            for account in accounts
        )


def write_app(account: Account, secret: str) -> None:
    """Give somebody an authenticator app, as if they had added it; the demonstration's panel shows its codes."""
    now = clock.now()
    AuthenticatorApp.objects.create(
        account=account,
        name="Application de la démonstration",
        added_at=now,
        confirmed_at=now,
        secret=encrypted(secret),
    )


def _activated_at(account: Account) -> datetime:
    """Some within minutes, some after hours."""
    return account.activatable_at + timedelta(minutes=account.activatable_at.toordinal() % 600)
