"""Password hashing at a small price: the same algorithm and the same code, with Argon2's smallest parameters."""

from collections.abc import Iterator

import pytest

from peristyle.accounts.actions import sign_in
from peristyle.accounts.hashing import Argon2idHasher


@pytest.fixture(autouse=True)
def cheap_hashes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hash with one pass over 8 KiB, except in a test marked `real_hashes`."""
    if request.node.get_closest_marker("real_hashes"):
        # Made once per process, maybe at the small price: a test of durations wants the real one.
        sign_in._nobody_s_password.cache_clear()
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2idHasher, "time_cost", 1)
        patch.setattr(Argon2idHasher, "memory_cost", 8)
        yield
