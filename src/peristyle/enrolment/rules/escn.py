"""The European Student Card Number: a version-1 UUID (RFC 4122) whose node names the institution."""

from datetime import UTC, datetime
from uuid import UUID

#: A UUID counts tenths of microseconds since the Gregorian calendar began.
_GREGORIAN = datetime(1582, 10, 15, tzinfo=UTC)
_VERSION = 1
_VARIANT = 0b10


def card_number(at: datetime, clock_sequence: int, *, server_prefix: str, pic: str) -> UUID:
    """The number of a card made at this instant.

    The node is read as its twelve digits: the server's prefix (3), then the institution's PIC (9). Two cards of one
    instant differ by `clock_sequence` (14 bits).
    """
    elapsed = at - _GREGORIAN
    ticks = (elapsed.days * 86_400 + elapsed.seconds) * 10_000_000 + elapsed.microseconds * 10
    return UUID(
        fields=(
            ticks & 0xFFFF_FFFF,
            ticks >> 32 & 0xFFFF,
            ticks >> 48 & 0x0FFF | _VERSION << 12,
            clock_sequence >> 8 & 0x3F | _VARIANT << 6,
            clock_sequence & 0xFF,
            int(f"{server_prefix}{pic}", 16),
        )
    )
