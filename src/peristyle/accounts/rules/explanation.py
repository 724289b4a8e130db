"""Why an account is in its state, and until when: told from the same facts as the state itself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from peristyle.accounts.rules.closing import NEVER, DayOfYear, Tie, TieKind, academic_year
from peristyle.accounts.rules.life_cycle import AccountFacts, State, state_at


class Ground(StrEnum):
    """What the access of a person stands on: a tie that holds, one that is over and still counts, or nothing."""

    PRESENT = "present"
    LASTING = "lasting"
    LEFT = "left"
    VOIDED = "voided"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Explanation:
    """A state with what it stands on.

    `tie` is the affiliation that decides, if one ends; `year` its academic year, for students. The last days of access
    and of closing are None while a tie has no end. `suspended_until` is None while suspended without end.
    """

    state: State
    ground: Ground
    tie: Tie | None
    year: int | None
    access_until: date | None
    closing_until: date | None
    activatable_at: datetime
    suspended_until: datetime | None

    @property
    def is_student(self) -> bool:
        """Whether it stands on an enrolment."""
        return self.tie is not None and self.tie.kind == TieKind.STUDENT

    @property
    def until(self) -> date | None:
        """The last day of the present state, when the calendar alone will end it."""
        if self.state == State.ACTIVE or self.state in (State.PENDING, State.ACTIVATABLE):
            return self.access_until
        return self.closing_until if self.state == State.CLOSING else None


def explain(facts: AccountFacts, instant: datetime, today: date, year_starts: DayOfYear) -> Explanation:
    """Why the account is what it is at `instant`, a moment of the day `today`."""
    end = facts.end
    tie = end.tie if end else None
    is_student = tie is not None and tie.kind == TieKind.STUDENT and tie.ends_on is not None
    return Explanation(
        state=state_at(facts, instant),
        ground=_ground(facts, today),
        tie=tie,
        year=academic_year(tie.ends_on, year_starts) if is_student and tie and tie.ends_on else None,
        access_until=end.last_day if end and end.last_day != NEVER else None,
        closing_until=end.last_closing_day if end and end.last_day != NEVER else None,
        activatable_at=facts.activatable_at,
        suspended_until=_suspended_until(facts, instant),
    )


def _ground(facts: AccountFacts, today: date) -> Ground:
    end = facts.end
    if end is None:
        return Ground.PRESENT
    if end.tie is None:
        return Ground.NOBODY
    if end.tie.voided_on is not None:
        return Ground.VOIDED
    if end.tie.ends_on is not None and today <= end.tie.ends_on:
        return Ground.PRESENT
    return Ground.LASTING if today <= end.last_day else Ground.LEFT


def _suspended_until(facts: AccountFacts, instant: datetime) -> datetime | None:
    ends = [period.until for period in facts.suspensions if period.holds(instant)]
    known = [until for until in ends if until is not None]
    return max(known) if known and len(known) == len(ends) else None
