"""A digest covers each entry, their order, and the seal before."""

from collections.abc import Mapping
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from peristyle.audit.rules import chained_digest

entries = st.lists(
    st.fixed_dictionaries({"id": st.integers(), "action": st.text(), "details": st.dictionaries(st.text(), st.text())})
)
Entries = list[Mapping[str, Any]]


@given(st.text(), entries)
def test_the_same_entries_give_the_same_digest(previous: str, listed: Entries) -> None:
    assert chained_digest(previous, listed) == chained_digest(previous, iter([dict(entry) for entry in listed]))


@given(st.text(), entries, entries)
def test_other_entries_give_another_digest(previous: str, listed: Entries, others: Entries) -> None:
    assume(listed != others)

    assert chained_digest(previous, listed) != chained_digest(previous, others)


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64), entries)
def test_another_past_gives_another_digest(previous: str, listed: Entries) -> None:
    assert chained_digest(previous, listed) != chained_digest("", listed)
