"""What persons are found by: people knows names and numbers, rooms above add theirs (identifiers)."""

from collections.abc import Callable, Collection, Iterable

#: For these persons, pairs of a person's id and a word to be found by.
SearchSource = Callable[[Collection[int]], Iterable[tuple[int, str]]]
_sources: list[SearchSource] = []


def register_search_source(source: SearchSource) -> None:
    """Have persons found by what `source` tells of them."""
    if source not in _sources:
        _sources.append(source)


def words_of_persons(person_ids: Collection[int]) -> set[tuple[int, str]]:
    """All pairs of a person and a word, from every source."""
    return {pair for source in _sources for pair in source(person_ids)}
