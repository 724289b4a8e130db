"""Grant an extension, or refuse it: once, with a word to its holder."""

from datetime import date

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.alert import mailboxes_of
from peristyle.accounts.actions.closing.ask_extension import ask_extension, check_extension
from peristyle.accounts.models import Account, Extension
from peristyle.accounts.queries import account_with_facts
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to
from peristyle.ui.environment import long_date


class AlreadyDecided(Exception):
    """Another agent was faster."""


def grant_extension(extension: Extension, *, by: Person, until: date, answer: str = "") -> None:
    """The account stays closing until the day asked for, or another; nothing it had lost comes back.

    Raises AlreadyDecided, ExtensionNotAsked, ExtensionTooLong.
    """
    account = account_with_facts(extension.account_id)
    if account is None:
        raise AlreadyDecided
    check_extension(account, until)
    with transaction.atomic():
        _decide(extension, granted=True, by=by, until=until, answer=answer)
        Account.objects.filter(pk=extension.account_id).update(extended_until=until)
        record("accounts.grant_extension", actor=by, subject=extension.account.person, until=until.isoformat())


def refuse_extension(extension: Extension, *, by: Person, answer: str) -> None:
    """The account closes on the day that was said. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(extension, granted=False, by=by, until=extension.until, answer=answer)
        record("accounts.refuse_extension", actor=by, subject=extension.account.person)


def extend_account(account: Account, *, until: date, reason: str, by: Person) -> Extension:
    """An agent extends without having been asked, or answers the request that waits.

    Raises ExtensionNotAsked, ExtensionTooLong.
    """
    with transaction.atomic():
        waiting = Extension.objects.filter(account=account, decided_at=None).select_related("account__person").first()
        asked = waiting or ask_extension(account, until=until, reason=reason, by=by)
        grant_extension(asked, by=by, until=until)
    return asked


def _decide(extension: Extension, *, granted: bool, by: Person, until: date, answer: str) -> None:
    waiting = Extension.objects.filter(pk=extension.pk, decided_at=None)
    if not waiting.update(granted=granted, decided_by=by, decided_at=clock.now(), until=until, answer=answer):
        raise AlreadyDecided
    person = extension.account.person
    with translation.override(person.language):
        day = long_date(until)
    write_to(
        person,
        "accounts/letters/closing/extension",
        to=mailboxes_of(extension.account),
        granted=granted,
        until=day,
        answer=answer,
    )
