"""Every night, tell whoever loses their access soon, or has lost it, and what they can do."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from peristyle.accounts.actions.alert import mailboxes_of
from peristyle.accounts.models import Account, ClosingNotice
from peristyle.accounts.queries import facts_of
from peristyle.accounts.rules.closing import NEVER, End
from peristyle.accounts.rules.life_cycle import State, state_at
from peristyle.accounts.rules.notices import Notice, NoticeKind, due_notice
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task
from peristyle.people.public import Affiliation, write_to
from peristyle.ui.environment import long_date

BATCH = 200
#: What one may do without, and from how many days on a warning is an early one.
EARLY_WARNINGS, EARLY_DAYS = "life.early_warnings", 30


@task(retries=5)
def announce_closings() -> None:
    """Tell each holder the last thing that should have been told by today, once; each batch is a transaction.

    After an outage of days nobody receives more than one letter, and whoever came back meanwhile none.
    """
    today = clock.today()
    for batch in _batches(_near_their_end(today)):
        with transaction.atomic():
            _announce(batch, today)


def _near_their_end(today: date) -> QuerySet[Account]:
    """The activated accounts of whoever has no tie that goes on beyond the first warning."""
    soon = today + timedelta(days=max(institution.current().accounts.leaving.warning_days, default=0))
    lasting = Affiliation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=soon), person=OuterRef("person"), voided_on=None
    )
    leaving = Account.objects.filter(~Exists(lasting), activation__isnull=False, person__merged_into=None)
    return leaving.select_related("person", "activation").prefetch_related(
        "suspensions", "person__affiliations", "declined_notices"
    )


def _batches(accounts: QuerySet[Account]) -> Iterator[list[Account]]:
    last = 0
    while batch := list(accounts.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _announce(accounts: list[Account], today: date) -> None:
    told = set(
        ClosingNotice.objects.filter(account__in=accounts).values_list("account", "kind", "last_day", "days_before")
    )
    due = [
        (account, end, notice)
        for account in accounts
        if (end := _end_of(account))
        and (notice := _due_for(account, end, today))
        and (account.pk, notice.kind, notice.last_day, notice.days_before) not in told
    ]
    ClosingNotice.objects.bulk_create(
        ClosingNotice(
            account=account,
            kind=notice.kind,
            last_day=notice.last_day,
            days_before=notice.days_before,
            posted_at=clock.now(),
        )
        for account, _, notice in due
    )
    for account, end, notice in due:
        _post(account, end, notice)


def _end_of(account: Account) -> End | None:
    """When the account ends, if there is somebody to tell: nobody writes to who is suspended."""
    facts = facts_of(account)
    known = facts.end is not None and facts.end.last_day != NEVER
    return facts.end if known and state_at(facts, clock.now()) != State.SUSPENDED else None


def _due_for(account: Account, end: End, today: date) -> Notice | None:
    warning_days = institution.current().accounts.leaving.warning_days
    if any(declined.topic == EARLY_WARNINGS for declined in account.declined_notices.all()):
        warning_days = tuple(days for days in warning_days if days < EARLY_DAYS)
    return due_notice(end, warning_days, timezone.localdate(account.activation.at), today)


def _post(account: Account, end: End, notice: Notice) -> None:
    person = account.person
    # The university mailbox closes with the account.
    addresses = mailboxes_of(account) if notice.kind != NoticeKind.CLOSED else [person.backup_email]
    with translation.override(person.language):
        facts = {
            "login": account.login,
            "kind": end.tie.kind if end.tie else "",
            "last_day": long_date(end.last_day),
            "last_closing_day": long_date(end.last_closing_day),
            "days_before": notice.days_before,
            "erased_after_days": institution.current().retention.account_days,
        }
    write_to(person, f"accounts/letters/closing/{notice.kind}", to=addresses, **facts)
    record(
        "accounts.announce_closing",
        subject=person,
        kind=notice.kind,
        last_day=notice.last_day.isoformat(),
        days_before=notice.days_before,
    )
