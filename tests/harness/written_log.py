"""What the house writes in its own log."""

import io
import logging
from collections.abc import Iterator

import pytest

from peristyle.kernel.logs import JsonLines


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """What the house's own log writes, down to the smallest remark."""
    caplog.set_level(logging.DEBUG)
    handler = next(handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, JsonLines))
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before, handler.stream = handler.stream, written  # setStream() flushes what pytest may have closed
    yield written
    handler.stream = before
