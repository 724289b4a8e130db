"""Time as the search counts it agrees with the clock on the wall."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.placing.axis import (
    MINUTES,
    Axis,
    bits,
    run,
    starts_of_runs,
    steps_for,
    touching,
    widened,
)
from peristyle.timetable.rules.sessions import Slot

PARIS = ZoneInfo("Europe/Paris")
#: A week before summer time ends, and two after.
AXIS = Axis(date(2026, 10, 19), 3, time(8), time(20), PARIS, margin=3)
masks = st.integers(0, 2**60 - 1)
steps = st.integers(1, 12)


@given(masks, steps)
def test_masks_say_what_counting_says(mask: int, count: int) -> None:
    members = set(bits(mask))

    assert set(bits(starts_of_runs(mask, count))) == {
        start for start in range(60) if all(start + number in members for number in range(count))
    }
    assert set(bits(touching(mask, count))) == {
        start for start in range(60) if any(start + number in members for number in range(count))
    }
    assert set(bits(widened(mask, count))) == {
        near for near in range(60 + count) if any(abs(near - each) <= count for each in members)
    }


@given(
    st.datetimes(datetime(2026, 10, 15), datetime(2026, 11, 12)),  # noqa: DTZ001 — of the wall
    st.integers(1, 3000),
)
def test_a_slot_is_the_quarters_it_touches(starts: datetime, minutes: int) -> None:
    starts_at = starts.replace(second=0, microsecond=0, tzinfo=PARIS)
    ends_at = (starts.replace(second=0, microsecond=0) + timedelta(minutes=minutes)).replace(tzinfo=PARIS)

    mask = AXIS.mask(Slot(starts_at, ends_at))

    for number in range(AXIS.week * AXIS.weeks):
        quarter = AXIS.slot(number, MINUTES)
        begins, ends = quarter.starts_at.replace(tzinfo=None), quarter.ends_at.replace(tzinfo=None)
        touched = begins < ends_at.replace(tzinfo=None) and starts_at.replace(tzinfo=None) < ends
        assert bool(mask >> number & 1) == touched, (quarter, starts_at, ends_at)


@given(st.integers(0, AXIS.week * AXIS.weeks - 1))
def test_a_quarter_is_found_again_by_its_instant(number: int) -> None:
    assert AXIS.step_of(AXIS.slot(number, MINUTES).starts_at) == number


def test_one_teaches_on_the_days_told_within_the_hours() -> None:
    open_ = AXIS.open_on([date(2026, 10, 20)])

    slots = [AXIS.slot(number, MINUTES) for number in bits(open_)]
    assert slots[0].starts_at == datetime(2026, 10, 20, 8, tzinfo=PARIS)
    assert slots[-1].ends_at == datetime(2026, 10, 20, 20, tzinfo=PARIS)
    assert len(slots) == 48


def test_no_way_leads_from_an_evening_to_the_next_morning() -> None:
    evening = run(AXIS.margin + AXIS.teaching - 4, 4)

    assert not widened(evening, AXIS.margin) & AXIS.open_on([date(2026, 10, 20)])


def test_a_class_of_80_minutes_takes_six_quarters() -> None:
    assert steps_for(80) == 6
