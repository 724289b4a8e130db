"""Groups are filled evenly, with those one knows, the same each time."""

from hypothesis import given
from hypothesis import strategies as st

from peristyle.curriculum.rules.assignment import Newcomer, Room, assign

NAMES = ("1", "2", "3", "4")
ROOMS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4).map(
    lambda sizes: [
        Room(number, NAMES[number], max(capacity, taken), taken) for number, (capacity, taken) in enumerate(sizes)
    ]
)
NEWCOMERS = st.lists(st.lists(st.sampled_from(NAMES), max_size=2, unique=True), max_size=40).map(
    lambda habits: [Newcomer(number, tuple(names)) for number, names in enumerate(habits)]
)


def sizes_after(newcomers: list[Newcomer], rooms: list[Room]) -> dict[int, int]:
    groups = assign(newcomers, rooms).groups
    return {room.id: room.taken + list(groups.values()).count(room.id) for room in rooms}


@given(NEWCOMERS, ROOMS)
def test_no_group_holds_more_than_it_may(newcomers: list[Newcomer], rooms: list[Room]) -> None:
    sizes = sizes_after(newcomers, rooms)

    assert all(sizes[room.id] <= room.capacity for room in rooms)


@given(NEWCOMERS, ROOMS)
def test_nobody_is_left_while_there_is_room(newcomers: list[Newcomer], rooms: list[Room]) -> None:
    done = assign(newcomers, rooms)
    seats = sum(room.capacity - room.taken for room in rooms)

    assert len(done.groups) == min(len(newcomers), seats)
    assert sorted([*done.groups, *done.without]) == [newcomer.id for newcomer in newcomers]


@given(NEWCOMERS, ROOMS)
def test_sizes_differ_by_one_at_most_where_capacities_allow(newcomers: list[Newcomer], rooms: list[Room]) -> None:
    sizes = sizes_after(newcomers, rooms)

    for grown in rooms:
        for other in rooms:
            could_have_taken = sizes[other.id] < other.capacity
            if sizes[grown.id] > grown.taken and could_have_taken:
                assert sizes[grown.id] <= sizes[other.id] + 1


@given(NEWCOMERS, ROOMS)
def test_the_same_people_get_the_same_groups(newcomers: list[Newcomer], rooms: list[Room]) -> None:
    assert assign(newcomers, rooms) == assign(newcomers, rooms)


@given(st.integers(0, 30), st.integers(0, 30))
def test_classes_that_fill_their_groups_evenly_stay_together(first: int, difference: int) -> None:
    second = min(first + difference % 2, 30)
    newcomers = [Newcomer(number, (name,)) for number, name in enumerate(["1"] * second + ["2"] * first)]

    groups = assign(newcomers, [Room(1, "1", 40), Room(2, "2", 40)]).groups

    assert all(groups[newcomer.id] == int(newcomer.habits[0]) for newcomer in newcomers)
