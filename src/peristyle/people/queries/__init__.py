"""Reading persons: finding them, and records that may be of one person."""

from peristyle.people.queries.duplicates import (
    Preview,
    columns,
    facts_of,
    merges,
    possible_duplicates,
    preview_of_merge,
    record_of_number,
)
from peristyle.people.queries.persons import (
    find_alike,
    find_by_national_id,
    find_by_number,
    find_by_number_alone,
    find_by_words,
    holds_one_of,
)

__all__ = [
    "Preview",
    "columns",
    "facts_of",
    "find_alike",
    "find_by_national_id",
    "find_by_number",
    "find_by_number_alone",
    "find_by_words",
    "holds_one_of",
    "merges",
    "possible_duplicates",
    "preview_of_merge",
    "record_of_number",
]
