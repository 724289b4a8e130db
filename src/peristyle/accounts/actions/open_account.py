"""Open the computing account of a person."""

from datetime import datetime

from django.db import IntegrityError, transaction

from peristyle.accounts.actions.closing.seal_logins import is_taken, unseal_login
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account, GivenLogin
from peristyle.accounts.rules.logins import candidates
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tasks import enqueue_at
from peristyle.people.public import Person, index_persons


def open_account(person: Person, *, domain: str, activatable_at: datetime) -> Account:
    """Give the person an identifier and an account, and have the activation mail sent at `activatable_at`.

    All in the caller's transaction. A person who already has an account keeps it, identifier and password;
    if it was never activated, a new activation mail is sent.
    """
    account = Account.objects.filter(person=person).select_related("activation").first()
    if account is None:
        account = Account(
            person=person,
            login=give_login(person, domain),
            created_at=clock.now(),
            activatable_at=activatable_at,
        )
        account.set_unusable_password()
        account.save()
        index_persons([person.pk])
        record("accounts.open_account", subject=person, login=account.login)
    if not hasattr(account, "activation"):
        enqueue_at(send_activation, activatable_at, account.pk, clock.now().isoformat())
    return account


def give_login(person: Person, domain: str) -> str:
    """The first free identifier for this person, taken for ever; a returning person receives theirs again.

    Two transactions that want the same one are told apart by the primary key: the loser takes the next suffix.
    """
    given = GivenLogin.objects.filter(person=person, login__endswith=f"@{domain}").first()
    if given is not None:
        return given.login
    if former := unseal_login(person, domain):
        return former
    for login in candidates(person.shown_given_name, person.shown_name, domain):
        if is_taken(login):
            continue
        try:
            with transaction.atomic():
                GivenLogin.objects.create(login=login, person=person, given_at=clock.now())
        except IntegrityError:
            continue
        return login
    raise AssertionError("candidates never end")
