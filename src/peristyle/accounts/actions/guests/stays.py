"""What every verb about a guest's stay asks first."""

from datetime import date

from peristyle.accounts.queries import stays_sponsored_by
from peristyle.accounts.rules.stays import longest_stay_ends, may_end_on
from peristyle.kernel import clock, institution
from peristyle.people.public import Person


class StayTooLong(Exception):
    """The day lies in the past, or further away than the institution allows; `longest` is the last possible day."""

    def __init__(self, longest: date) -> None:
        super().__init__(longest)
        self.longest = longest


class StayOver(Exception):
    """The stay has ended meanwhile: a new invitation is needed."""


class TooManyGuests(Exception):
    """The sponsor answers for as many guests as the institution allows; `most` says how many."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def check_room_for_guest(sponsor: Person) -> None:
    """Let a sponsor pass who may answer for one more guest. Raises TooManyGuests."""
    # One stay of a sponsor at a time: asked twice at once, it is found the second time.
    Person.objects.select_for_update().get(pk=sponsor.pk)
    most = institution.current().guests.most_per_sponsor
    if stays_sponsored_by(sponsor).count() >= most:
        raise TooManyGuests(most)


def check_last_day(day: date) -> None:
    """Let a day pass on which a stay may end. Raises StayTooLong."""
    days = institution.current().guests.longest_stay_days
    if not may_end_on(day, today=clock.today(), days=days):
        raise StayTooLong(longest_stay_ends(clock.today(), days))
