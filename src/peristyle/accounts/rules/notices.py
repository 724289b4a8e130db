"""What the holder of an account that ends is told, and on which day: one mail at most a night."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peristyle.accounts.rules.closing import ONE_DAY, End


class NoticeKind(StrEnum):
    """Access will end; it has, and the account is closing; the mail kept since will end; the account is closed."""

    ACCESS_ENDS = "access_ends"
    CLOSING = "closing"
    MAIL_ENDS = "mail_ends"
    CLOSED = "closed"


@dataclass(frozen=True)
class Notice:
    """Something to tell about a last day, so many days before it; 0 for what is told the day after it."""

    kind: NoticeKind
    last_day: date
    days_before: int = 0

    @property
    def told_on(self) -> date:
        """The day on which it is to be told."""
        if self.kind in (NoticeKind.CLOSING, NoticeKind.CLOSED):
            return self.last_day + ONE_DAY
        return self.last_day - timedelta(days=self.days_before)


def calendar(end: End, warning_days: Collection[int], activated_on: date) -> Iterator[Notice]:
    """All that is told about an end, in its order.

    What was known on the day of the activation is not announced: who is invited for a week is warned one day before.
    Warnings before the closing are for those who keep their mail long after their access.
    """
    days = sorted(warning_days, reverse=True)
    for days_before in days:
        notice = Notice(NoticeKind.ACCESS_ENDS, end.last_day, days_before)
        if notice.told_on > activated_on:
            yield notice
    grace = (end.last_closing_day - end.last_day).days
    if grace:
        yield Notice(NoticeKind.CLOSING, end.last_day)
    if days and grace > days[0] + 1:
        for days_before in days:
            yield Notice(NoticeKind.MAIL_ENDS, end.last_closing_day, days_before)
    yield Notice(NoticeKind.CLOSED, end.last_closing_day)


def due_notice(end: End, warning_days: Collection[int], activated_on: date, today: date) -> Notice | None:
    """The last thing that should have been told by `today`: after an outage, that one only."""
    reached = [notice for notice in calendar(end, warning_days, activated_on) if notice.told_on <= today]
    return reached[-1] if reached else None
