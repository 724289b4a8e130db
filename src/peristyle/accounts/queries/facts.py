"""What tells the state of an account, gathered from its rows for the rules."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from peristyle.accounts.models import Account
from peristyle.accounts.rules.closing import NEVER, ONE_DAY, ClosingRules, DayOfYear, Tie, end_of_access
from peristyle.accounts.rules.life_cycle import AccountFacts, Period
from peristyle.kernel import institution


def facts_of(account: Account) -> AccountFacts:
    """The facts of an account that was fetched with them."""
    activation = getattr(account, "activation", None)
    return facts_from(
        account,
        activated_at=activation.at if activation else None,
        ties=[
            Tie(affiliation.kind, affiliation.ends_on, affiliation.category, affiliation.voided_on)
            for affiliation in account.person.affiliations.all()
        ],
        suspensions=[Period(suspension.since, suspension.until) for suspension in account.suspensions.all()],
    )


def facts_from(
    account: Account, *, activated_at: datetime | None, ties: Iterable[Tie], suspensions: Iterable[Period]
) -> AccountFacts:
    """The facts of an account whose related rows were fetched apart."""
    end = end_of_access(ties, account.extended_until, closing_rules())
    if end is None:
        access_ends_at = closes_at = None
    elif end.last_day == NEVER:
        access_ends_at = account.created_at
        closes_at = access_ends_at + timedelta(days=institution.current().accounts.closing_days)
    else:
        access_ends_at, closes_at = _after(end.last_day), _after(end.last_closing_day)
    return AccountFacts(
        activatable_at=account.activatable_at,
        activated_at=activated_at,
        access_ends_at=access_ends_at,
        closes_at=closes_at,
        suspensions=tuple(suspensions),
        end=end,
    )


def closing_rules() -> ClosingRules:
    """The rules of the institution this house serves."""
    current = institution.current()
    leaving = current.accounts.leaving
    months = leaving.staff_mail_months
    return ClosingRules(
        year_starts=_day_of_year(current.academic_year.starts),
        student_access_ends=_day_of_year(current.accounts.student_access_ends),
        closing_days=current.accounts.closing_days,
        guest_closing_days=leaving.guest_closing_days,
        staff_mail_months={
            "permanent": months.permanent,
            "contract": months.contract,
            "temporary": months.temporary,
            "": months.other,
        },
    )


def _day_of_year(written: str) -> DayOfYear:
    month, day = written.split("-")
    return int(month), int(day)


def _after(last_day: date) -> datetime:
    """Midnight after a day, in the institution's own time."""
    return timezone.make_aware(datetime.combine(last_day + ONE_DAY, time.min))
