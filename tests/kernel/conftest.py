"""What the tests of the ground lean on: the lines that the house logs."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest

from peristyle.kernel.logs import JsonLines

LogLines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    """`log_lines()` is what the console was told so far, each line parsed; a line that is no JSON fails."""
    root = logging.getLogger()
    level = root.level
    (console,) = [handler for handler in root.handlers if isinstance(handler.formatter, JsonLines)]
    assert isinstance(console, logging.StreamHandler)
    written = StringIO()
    # Not setStream(): it flushes the former stream, which pytest may have closed since.
    terminal, console.stream = console.stream, written
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.setLevel(level)
    console.stream = terminal
