"""The outside world of the timetable: another planning tool, whose sessions come in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol


class ToolUnreadable(Exception):
    """The other tool does not answer, refuses us, or says what cannot be read: a code of `rules.imports.problems`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlanningTool(Protocol):
    """A planning tool that the university has besides, or comes from."""

    @property
    def origin(self) -> str:
        """What its identifiers are told apart by; never changes."""
        ...

    def lines(self, first: date, last: date) -> Iterator[Mapping[str, str]]:
        """Its sessions between two days, by column of `rules.imports.rows`. Raises ToolUnreadable."""
        ...
