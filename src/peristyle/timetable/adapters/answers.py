"""Answers of other tools, read no further than the house can hold."""

import requests

from peristyle.timetable.ports import ToolUnreadable

_OK, _FORBIDDEN = 200, (401, 403)
_PIECE = 64 * 1024


def body_of(answer: requests.Response, *, most_bytes: int) -> bytes:
    """The body of an answer that was asked for as a stream; a redirection is none. Raises ToolUnreadable."""
    if answer.status_code in _FORBIDDEN:
        raise ToolUnreadable("forbidden")
    if answer.status_code != _OK:
        raise ToolUnreadable("unreachable")
    content = bytearray()
    for piece in answer.iter_content(_PIECE):
        content += piece
        if len(content) > most_bytes:
            raise ToolUnreadable("too_much")
    return bytes(content)
