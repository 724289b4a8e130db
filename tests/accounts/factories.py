"""Persons, accounts in each state, and links as their readers receive them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import factory
from django.contrib.auth.hashers import make_password

from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, Activation, CharterAcceptance, LinkPurpose, MailedLink
from peristyle.accounts.queries import account_of_person, link_of_token, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock, institution, origins
from peristyle.kernel.tokens import digest
from peristyle.people.public import Affiliation, AffiliationKind, Person
from tests.harness.factories import HouseFactory
from tests.harness.inhabitants import PASSWORD
from tests.harness.letters import Letter, Outbox

#: One that the rule accepts.
CHOSEN_PASSWORD = "soleil-tortue-93-bleu"
DOMAIN = "etu.umontpellier.fr"
SECRET_PATH = re.compile(r"/[a-z-]+/[A-Za-z0-9_-]{43}/")


class PersonFactory(HouseFactory[Person]):
    """A student whose file is complete."""

    class Meta:
        model = Person

    given_name = "Léa"
    birth_name = factory.Sequence(lambda number: f"Aubépine-{number}")
    birth_date = date(2007, 3, 14)
    student_number = factory.Sequence(lambda number: f"2{number:07}")
    backup_email = factory.Sequence(lambda number: f"lea{number}@example.net")
    backup_email_verified_at = factory.LazyFunction(clock.now)
    created_at = factory.LazyFunction(clock.now)


class AffiliationFactory(HouseFactory[Affiliation]):
    """A student's tie to the university, without end so far."""

    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    kind = AffiliationKind.STUDENT
    starts_on = factory.LazyFunction(clock.today)
    ends_on = None
    source = "factories"
    source_reference = factory.Sequence(str)


class AccountFactory(HouseFactory[Account]):
    """An account that was never activated, and may be since now."""

    class Meta:
        model = Account

    person = factory.SubFactory(PersonFactory)
    login = factory.Sequence(lambda number: f"lea.aubepine{number}@{DOMAIN}")
    password = "!"
    created_at = factory.LazyFunction(clock.now)
    activatable_at = factory.LazyFunction(clock.now)


def account_in(state: State, *, activated: bool = True, **facts: Any) -> Account:
    """An account in `state` now; `facts` are columns of the account, or of the person as `person__…`.

    A closing, closed or suspended one was activated, with `PASSWORD`, unless the test says otherwise.
    """
    now, today = clock.now(), clock.today()
    last_day = {State.CLOSING: today - timedelta(days=1), State.CLOSED: today - timedelta(days=400)}.get(state)
    awaited = {State.PENDING: now + timedelta(minutes=15)}.get(state, now)
    account = AccountFactory.create(**{"activatable_at": awaited, **facts})
    # A guest's access ends with the tie, whatever the season.
    AffiliationFactory.create(
        person=account.person,
        kind=AffiliationKind.GUEST if last_day else AffiliationKind.STUDENT,
        starts_on=today - timedelta(days=800),
        ends_on=last_day,
    )
    if activated and state not in (State.PENDING, State.ACTIVATABLE):
        activated_now(account, at=now)
    if state == State.SUSPENDED:
        suspend(account, reason="Mot de passe divulgué", by=None)
    made = fresh(account)
    assert state_of(made, clock.now()) == state
    return made


def activated_now(account: Account, *, at: datetime) -> None:
    """Have the account activated by IT, with `PASSWORD`, and its charter accepted."""
    Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))
    Activation.objects.create(account=account, at=at)
    version = institution.current().charter.version
    CharterAcceptance.objects.create(account=account, version=version, accepted_at=at)


def fresh(account: Account) -> Account:
    """The account as the database knows it now."""
    found = account_of_person(account.person_id)
    assert found is not None
    return found


def activation_letter(account: Account) -> Letter:
    """The mail that this account's holder has just received, with a fresh activation link and code."""
    send_link(account, LinkPurpose.ACTIVATION, life=timedelta(hours=24))
    return Outbox().last


def reset_letter(account: Account) -> Letter:
    """The mail that this account's holder has just received, with a fresh link and code for a new password."""
    send_link(account, LinkPurpose.RESET, life=timedelta(hours=1))
    return Outbox().last


def secret_address(letter: Letter) -> str:
    """The path of the letter's only address that holds a secret."""
    (path,) = {path for link in letter.links if SECRET_PATH.fullmatch(path := urlsplit(link).path)}
    return path


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Within, what is done comes from this address."""
    token = origins.present.set(address)
    try:
        yield
    finally:
        origins.present.reset(token)


def link_of(letter: Letter) -> MailedLink:
    """The link that this letter carries, as the wizard fetches it."""
    token = secret_address(letter).split("/")[2]
    purpose = MailedLink.objects.get(token_digest=digest(token)).purpose
    found = link_of_token(token, LinkPurpose(purpose))
    assert found is not None
    return found
