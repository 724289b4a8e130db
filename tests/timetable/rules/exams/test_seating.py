"""Nobody shares a seat, everybody has one as long as there are some, nobody moves without need."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.exams.seating import Seat, SeatedRoom, Seating, SeatOrder, Sitter, seat_all

PERSONS = st.integers(1, 60)


@st.composite
def companies(draw: st.DrawFn) -> tuple[list[Sitter], list[SeatedRoom]]:
    """Some students, some rooms."""
    persons = draw(st.sets(PERSONS, max_size=40))
    sitters = [
        Sitter(person, draw(st.text("abc", max_size=3)), draw(st.booleans()), draw(st.booleans())) for person in persons
    ]
    rooms = [
        SeatedRoom(f"R{number}", draw(st.integers(0, 20)), draw(st.booleans()), draw(st.booleans()))
        for number in range(draw(st.integers(0, 5)))
    ]
    return sitters, rooms


def check(seating: Seating, sitters: list[Sitter], rooms: list[SeatedRoom]) -> None:
    """Whatever the company, no seating breaks these."""
    by_code, by_person = {room.code: room for room in rooms}, {sitter.person: sitter for sitter in sitters}
    assert max(Counter((seat.room, seat.number) for seat in seating.seats).values(), default=1) == 1
    assert sorted([*(seat.person for seat in seating.seats), *seating.unseated]) == sorted(by_person)
    for seat in seating.seats:
        assert 1 <= seat.number <= by_code[seat.room].seats
        assert by_person[seat.person].apart == by_code[seat.room].apart
        assert by_code[seat.room].accessible or not by_person[seat.person].wheelchair
    for apart in (False, True):
        assert len(seats_lacking(sitters, rooms, apart=apart)) == len(seating.unseated & unseated(sitters, apart=apart))


def seats_lacking(sitters: list[Sitter], rooms: list[SeatedRoom], *, apart: bool) -> range:
    """How many of those who sit apart, or do not, find no seat however one seats them."""
    wheelchairs = sum(sitter.wheelchair for sitter in sitters if sitter.apart == apart)
    others = sum(not sitter.wheelchair for sitter in sitters if sitter.apart == apart)
    accessible = sum(room.seats for room in rooms if room.apart == apart and room.accessible)
    elsewhere = sum(room.seats for room in rooms if room.apart == apart and not room.accessible)
    seated = min(wheelchairs, accessible)
    return range(wheelchairs - seated + max(0, others - (accessible - seated) - elsewhere))


def unseated(sitters: list[Sitter], *, apart: bool) -> set[int]:
    """All who sit apart, or all who do not."""
    return {sitter.person for sitter in sitters if sitter.apart == apart}


@given(companies(), st.sampled_from(SeatOrder))
def test_whoever_can_be_seated_is_and_nobody_shares_a_seat(
    company: tuple[list[Sitter], list[SeatedRoom]], order: SeatOrder
) -> None:
    sitters, rooms = company

    seating = seat_all(sitters, rooms, order=order, seed="a")

    check(seating, sitters, rooms)
    assert seat_all(list(reversed(sitters)), rooms, order=order, seed="a").unseated == seating.unseated
    assert seat_all(sitters, rooms, order=order, seed="a") == seating


@given(companies(), st.sets(PERSONS, max_size=5), st.sets(PERSONS, max_size=5))
def test_who_comes_late_moves_nobody(
    company: tuple[list[Sitter], list[SeatedRoom]], late: set[int], gone: set[int]
) -> None:
    sitters, rooms = company
    first = seat_all(sitters, rooms, seed="a")
    known = {sitter.person for sitter in sitters}
    now = [sitter for sitter in sitters if sitter.person not in gone]
    now += [Sitter(person, "z") for person in late - known]

    second = seat_all(now, rooms, kept=first.seats, seed="a")

    here = {seat.person: seat for seat in second.seats}
    assert all(here[seat.person] == seat for seat in first.seats if seat.person not in gone)
    check(second, now, rooms)


@given(companies(), st.lists(st.builds(Seat, PERSONS, st.sampled_from(["R0", "R1", "R9"]), st.integers(0, 25))))
def test_seats_that_are_right_no_more_are_given_anew(
    company: tuple[list[Sitter], list[SeatedRoom]], kept: list[Seat]
) -> None:
    sitters, rooms = company

    seating = seat_all(sitters, rooms, kept=kept, seed="b")

    assert max(Counter((seat.room, seat.number) for seat in seating.seats).values(), default=1) == 1
    assert {seat.person for seat in seating.seats} | seating.unseated == {sitter.person for sitter in sitters}


@given(st.integers(0, 100), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_rooms_are_evenly_full(count: int, sizes: list[int]) -> None:
    rooms = [SeatedRoom(f"R{number}", seats) for number, seats in enumerate(sizes)]

    seating = seat_all([Sitter(person, "") for person in range(count)], rooms, seed="c")

    taken = Counter(seat.room for seat in seating.seats)
    for one in rooms:
        for other in rooms:
            if taken[other.code] < other.seats:
                assert taken[one.code] <= 1 or (taken[one.code] - 1) / one.seats <= taken[other.code] / other.seats


def test_in_alphabetical_order_each_room_has_a_part_of_the_alphabet() -> None:
    sitters = [Sitter(number, name) for number, name in enumerate(["dumas", "albert", "zola", "camus"])]

    seating = seat_all(sitters, [SeatedRoom("A", 2), SeatedRoom("B", 2)], order=SeatOrder.ALPHABETICAL)

    assert [(seat.room, seat.number, sitters[seat.person].name) for seat in seating.seats] == [
        ("A", 1, "albert"),
        ("A", 2, "camus"),
        ("B", 1, "dumas"),
        ("B", 2, "zola"),
    ]


def test_another_seed_is_another_order() -> None:
    sitters = [Sitter(person, "") for person in range(30)]
    rooms = [SeatedRoom("A", 30)]

    assert seat_all(sitters, rooms, seed="a") != seat_all(sitters, rooms, seed="b")


@pytest.mark.parametrize("seats", [2, 3])
def test_one_seat_is_vacated_for_a_wheelchair_if_there_is_another(seats: int) -> None:
    rooms = [SeatedRoom("accessible", 2, accessible=True), SeatedRoom("steps", seats - 2)]
    first = seat_all([Sitter(1, "a"), Sitter(2, "b")], rooms[:1])

    second = seat_all([Sitter(1, "a"), Sitter(2, "b"), Sitter(3, "c", wheelchair=True)], rooms, kept=first.seats)

    assert second.unseated == (frozenset({3}) if seats == 2 else frozenset())
    here = {seat.person: seat for seat in second.seats}
    moved = [seat.person for seat in first.seats if here[seat.person] != seat]
    assert len(moved) == seats - 2
