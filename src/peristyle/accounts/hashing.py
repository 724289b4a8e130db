"""Passwords are hashed with Argon2id, a few at a time, so that a wave of sign-ins never starves the pages.

A hash keeps one core and 19 MiB busy for some 20 ms. Each process hashes PERISTYLE_HASH_SLOTS passwords at
once; PERISTYLE_HASH_QUEUE threads more may wait for their turn, a few seconds at most; the next is refused at
once. Argon2 releases the interpreter's lock: the threads a server has beyond these go on serving pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from peristyle.accounts.rules.passwords import normalised


class TooManySignIns(Exception):
    """So many passwords are being checked that this one should come back a little later."""

    retry_after = 5


class HashingPool:
    """At most `slots` threads at once, at most `queue` waiting, none longer than `patience` seconds."""

    def __init__(self, *, slots: int, queue: int, patience: float = 3) -> None:
        self._slots = BoundedSemaphore(slots)
        self._places = BoundedSemaphore(slots + queue)
        self._patience = patience

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold a slot for the duration of a hash, or raise TooManySignIns."""
        if not self._places.acquire(blocking=False):
            raise TooManySignIns
        with _released(self._places):
            if not self._slots.acquire(timeout=self._patience):
                raise TooManySignIns
            with _released(self._slots):
                yield


@contextmanager
def _released(semaphore: BoundedSemaphore) -> Iterator[None]:
    try:
        yield
    finally:
        semaphore.release()


def _pool() -> HashingPool:
    return HashingPool(slots=settings.PERISTYLE_HASH_SLOTS, queue=settings.PERISTYLE_HASH_QUEUE)


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
    pool: ClassVar = _pool()

    def encode(self, password: str, salt: str) -> str:
        """Hash the normalised password, in the pool."""
        with self.pool.slot():
            return super().encode(normalised(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare the normalised password with a stored hash, in the pool."""
        with self.pool.slot():
            return super().verify(normalised(password), encoded)
