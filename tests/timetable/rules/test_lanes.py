"""Side by side: no two sessions at the same time stand in one lane, and none is drawn narrower than it must be."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.lanes import MOST_LANES, Lane, in_lanes
from peristyle.timetable.rules.sessions import Slot

MORNING = datetime(2026, 11, 30, 7, tzinfo=UTC)
slots = st.lists(
    st.builds(
        lambda start, lasts: Slot(MORNING + timedelta(minutes=start), MORNING + timedelta(minutes=start + lasts)),
        st.integers(0, 600),
        st.integers(5, 180),
    ),
    max_size=12,
)


@given(slots=slots)
def test_sessions_at_the_same_time_stand_in_different_lanes(slots: list[Slot]) -> None:
    lanes = in_lanes(slots)

    assert len(lanes) == len(slots)
    for number, (slot, lane) in enumerate(zip(slots, lanes, strict=True)):
        beside = [lanes[other] for other in range(len(slots)) if other != number and slot.overlaps(slots[other])]
        assert 1 <= lane.number <= lane.of <= MOST_LANES
        assert lane == Lane() or beside
        if lane.of < MOST_LANES:
            assert all(other.number != lane.number and other.of == lane.of for other in beside)


def test_classes_that_follow_one_another_are_as_wide_as_the_day() -> None:
    hour = timedelta(hours=1)

    assert in_lanes([Slot(MORNING + n * hour, MORNING + (n + 1) * hour) for n in range(4)]) == [Lane()] * 4
