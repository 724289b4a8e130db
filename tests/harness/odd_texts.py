"""What people type is shown back as they typed it: their typography is theirs."""

from collections.abc import Iterator

import pytest

from tests.harness import typography


@pytest.fixture(autouse=True)
def typography_is_looked_at(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look at the typography of every page and letter, unless the test is marked `odd_texts`."""
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("odd_texts"):
            patch.setattr(typography, "mistakes", lambda _text: iter(()))
        yield
