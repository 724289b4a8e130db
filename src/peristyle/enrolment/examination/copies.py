"""What the examination of a file makes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """Our own copy of a file: its media type, its number of pages, for a picture its size, and what its 2D-Doc says."""

    media_type: str
    pages: int = 1
    width: int = 0
    height: int = 0
    two_d_doc: str = ""
