"""Units never stand in themselves, and the refusal tells the way."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peristyle.curriculum.rules.graph import below, cycle_closed_by, way_down

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30)


def test_the_refusal_names_the_units_on_the_way() -> None:
    children = {"UE1": ["EC1"], "EC1": ["EC2"]}

    assert cycle_closed_by(children, "EC2", "UE1") == ("EC2", "UE1", "EC1", "EC2")


def test_a_unit_never_stands_directly_in_itself() -> None:
    assert cycle_closed_by({}, "UE1", "UE1") == ("UE1", "UE1")


def test_a_unit_shared_by_two_parents_is_no_circle() -> None:
    assert cycle_closed_by({"S1": ["UE1"], "S2": ["UE2"]}, "S2", "UE1") == ()


@given(EDGES)
def test_a_graph_built_with_the_rule_has_no_circle(edges: list[tuple[int, int]]) -> None:
    children: dict[int, list[int]] = {}
    for parent, unit in edges:
        if not cycle_closed_by(children, parent, unit):
            children.setdefault(parent, []).append(unit)

    assert all(parent not in below(children, child) for parent, under in children.items() for child in under)


@given(EDGES, st.integers(0, 8), st.integers(0, 8))
def test_a_way_down_follows_links(edges: list[tuple[int, int]], start: int, goal: int) -> None:
    children: dict[int, list[int]] = {}
    for parent, unit in edges:
        children.setdefault(parent, []).append(unit)

    way = way_down(children, start, goal)

    assert (way != ()) == (goal in below(children, start))
    assert all(after in children[before] for before, after in pairwise(way))
