"""How far the clock goes, and where a mail's links are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_ADDRESS = re.compile(r"https?://[^\s<>«»]*[^\s<>«».,;:!?)]")


class Move(StrEnum):
    """The ways the clock may be moved: forward only, as records already made would otherwise lie in the future."""

    QUARTER = "quart-d-heure"
    DAY = "jour"
    NEW_YEAR = "nouvel-an"


def distance(move: Move, local_now: datetime) -> timedelta:
    """How far `move` takes the clock from `local_now`; the new year begins in the morning, when people are up."""
    match move:
        case Move.QUARTER:
            return timedelta(minutes=15)
        case Move.DAY:
            return timedelta(days=1)
        case Move.NEW_YEAR:
            morning = datetime(local_now.year + 1, 1, 1, 8, tzinfo=local_now.tzinfo)
            # In UTC: two instants of one time zone are otherwise subtracted as if no clock ever changed.
            return morning.astimezone(UTC) - local_now.astimezone(UTC)


@dataclass(frozen=True)
class Piece:
    """A piece of a line: plain, or an address to follow."""

    text: str
    is_address: bool


def paragraphs(text: str) -> list[list[list[Piece]]]:
    """A mail's text as paragraphs of lines, each cut at its addresses."""
    return [
        [list(pieces(line)) for line in paragraph.splitlines()]
        for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    ]


def pieces(line: str) -> Iterator[Piece]:
    """A line cut at its addresses; joined again, the pieces are the line."""
    end = 0
    for match in _ADDRESS.finditer(line):
        if match.start() > end:
            yield Piece(line[end : match.start()], is_address=False)
        yield Piece(match[0], is_address=True)
        end = match.end()
    if end < len(line):
        yield Piece(line[end:], is_address=False)
