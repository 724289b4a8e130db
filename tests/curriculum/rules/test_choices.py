"""What follows from choices, when they are open, when they are wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.curriculum.rules.choices import (
    NotOffered,
    Offer,
    OfferedList,
    Window,
    WrongCount,
    follow,
    open_lists,
    settle,
)

#: Étape → 1 (semester) → 10 mandatory, list A of one among 20, 21; 20 brings 30 and list B of two among 40, 41, 42.
A = OfferedList(1, 1, 1, (20, 21))
B = OfferedList(2, 1, 2, (40, 41, 42))
OFFER = Offer(mandatory={None: (1,), 1: (10,), 20: (30,)}, lists={1: (A,), 20: (B,)})
BOTH = frozenset({1, 2})
NOON = datetime(2026, 9, 10, 12, tzinfo=UTC)


def window(place: int | None) -> Window:
    return Window(place, NOON - timedelta(hours=1), NOON + timedelta(hours=1))


def test_mandatory_units_are_taken_without_a_choice() -> None:
    followed = follow(OFFER, ())

    assert followed.mandatory == {1, 10}
    assert followed.lists == (A,)


def test_a_choice_brings_what_stands_under_it() -> None:
    followed = follow(OFFER, {20, 41})

    assert followed.mandatory == {1, 10, 30}
    assert followed.chosen == {20, 41}


def test_a_window_opens_the_lists_under_its_place_only() -> None:
    assert open_lists(OFFER, [window(None)], NOON) == BOTH
    assert open_lists(OFFER, [window(20)], NOON) == {2}
    assert open_lists(OFFER, [window(None)], NOON + timedelta(hours=1)) == frozenset()


@pytest.mark.parametrize("wanted", [{99}, {20, 40, 99}, {21, 40}, {10}])
def test_what_is_not_offered_is_refused(wanted: set[int]) -> None:
    with pytest.raises(NotOffered):
        settle(OFFER, kept=(), wanted=wanted, open_to_choice=BOTH)


@pytest.mark.parametrize("wanted", [set(), {20, 21}, {20}, {20, 40, 41, 42}])
def test_fewer_or_more_than_a_list_wants_are_refused(wanted: set[int]) -> None:
    with pytest.raises(WrongCount):
        settle(OFFER, kept=(), wanted=wanted, open_to_choice=BOTH)


def test_a_closed_list_cannot_be_chosen_from_and_keeps_what_it_has() -> None:
    with pytest.raises(NotOffered):
        settle(OFFER, kept={20}, wanted={21}, open_to_choice=frozenset({2}))

    assert settle(OFFER, kept={20}, wanted={40}, open_to_choice=frozenset({2})).chosen == {20, 40}


@given(st.sets(st.sampled_from([20, 21, 40, 41, 42])))
def test_what_is_settled_satisfies_every_list_that_was_met(wanted: set[int]) -> None:
    try:
        followed = settle(OFFER, kept=(), wanted=wanted, open_to_choice=BOTH)
    except (NotOffered, WrongCount):
        return

    assert followed.chosen == wanted
    for each in followed.lists:
        assert each.minimum <= len(followed.chosen.intersection(each.units)) <= each.maximum
