"""Ask that one's account stay closing until a later day."""

from datetime import date

from django.db import IntegrityError, transaction

from peristyle.accounts.models import Account, Extension
from peristyle.accounts.queries import facts_of
from peristyle.accounts.rules.closing import months_later
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.people.public import Person


class ExtensionNotAsked(Exception):
    """Nothing to extend: the account has no end, or a request waits already."""


class ExtensionTooLong(Exception):
    """Not a day to extend to: it is no later than the present end, or further away than the institution allows."""


def longest_extension() -> date:
    """The last day that an extension may reach."""
    return months_later(clock.today(), institution.current().accounts.leaving.extension_months_at_most)


def check_extension(account: Account, until: date) -> None:
    """Whether an account may be extended to a day. Raises ExtensionNotAsked, ExtensionTooLong."""
    end = facts_of(account).end
    if end is None:
        raise ExtensionNotAsked
    if not max(end.last_closing_day, clock.today()) < until <= longest_extension():
        raise ExtensionTooLong


def ask_extension(account: Account, *, until: date, reason: str, by: Person) -> Extension:
    """Have an agent decide; one request at a time. Raises ExtensionNotAsked, ExtensionTooLong."""
    check_extension(account, until)
    try:
        with transaction.atomic():
            asked = Extension.objects.create(
                account=account, until=until, reason=reason, asked_by=by, asked_at=clock.now()
            )
            record("accounts.ask_extension", actor=by, subject=account.person, until=until.isoformat())
    except IntegrityError as error:
        raise ExtensionNotAsked from error
    return asked
