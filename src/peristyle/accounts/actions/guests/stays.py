"""What every verb about a guest's stay asks first."""

from datetime import date

from peristyle.accounts.rules.stays import longest_stay_ends, may_end_on
from peristyle.kernel import clock, institution


class StayTooLong(Exception):
    """The day lies in the past, or further away than the institution allows; `longest` is the last possible day."""

    def __init__(self, longest: date) -> None:
        super().__init__(longest)
        self.longest = longest


class StayOver(Exception):
    """The stay has ended meanwhile: a new invitation is needed."""


def check_last_day(day: date) -> None:
    """Let a day pass on which a stay may end. Raises StayTooLong."""
    days = institution.current().guests.longest_stay_days
    if not may_end_on(day, today=clock.today(), days=days):
        raise StayTooLong(longest_stay_ends(clock.today(), days))
