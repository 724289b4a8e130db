"""Argon2id in a bounded pool: the right hash, and never too many at once."""

import unicodedata
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Barrier, Event, Lock, Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from peristyle.accounts.hashing import Argon2idHasher, HashingPool, TooManySignIns

SALT = "a-salt-of-22-characters"
PATIENCE = 30


@pytest.fixture
def release() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


@pytest.mark.real_hashes
def test_the_hash_is_argon2id_with_the_parameters_of_owasp() -> None:
    encoded = Argon2idHasher().encode("soleil-tortue-93-bleu", SALT)

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_only_the_password_itself_is_verified() -> None:
    hasher = Argon2idHasher()
    encoded = hasher.encode("soleil-tortue-93-bleu", SALT)

    assert hasher.verify("soleil-tortue-93-bleu", encoded)
    assert not hasher.verify("Soleil-tortue-93-bleu", encoded)
    assert not hasher.verify("", encoded)
    assert not hasher.verify("soleil-tortue-93-bleu\0", encoded)
    assert not hasher.verify("́" * 1_000_000, encoded)


def test_an_accent_typed_on_another_keyboard_is_the_same_password() -> None:
    hasher = Argon2idHasher()
    encoded = hasher.encode(unicodedata.normalize("NFC", "éléphant-93-bleu"), SALT)

    assert hasher.verify(unicodedata.normalize("NFD", "éléphant-93-bleu"), encoded)


def test_a_hash_made_with_other_parameters_is_renewed_at_the_next_sign_in() -> None:
    hasher = Argon2idHasher()

    assert hasher.must_update(Argon2PasswordHasher().encode("soleil-tortue-93-bleu", hasher.salt()))
    assert not hasher.must_update(hasher.encode("soleil-tortue-93-bleu", hasher.salt()))


def test_when_the_pool_is_full_neither_hashing_nor_verifying_is_tried() -> None:
    class CrowdedHasher(Argon2idHasher):
        pool = HashingPool(slots=1, queue=0)

    encoded = Argon2idHasher().encode("soleil-tortue-93-bleu", SALT)

    with CrowdedHasher.pool.slot():
        with pytest.raises(TooManySignIns):
            CrowdedHasher().verify("soleil-tortue-93-bleu", encoded)
        with pytest.raises(TooManySignIns):
            CrowdedHasher().encode("soleil-tortue-93-bleu", SALT)

    assert CrowdedHasher().verify("soleil-tortue-93-bleu", encoded)


def test_as_many_threads_hash_at_once_as_there_are_slots_and_never_more() -> None:
    pool, pair, counting = HashingPool(slots=2, queue=6), Barrier(2, timeout=PATIENCE), Lock()
    inside, most = 0, 0

    def hash_in_pairs() -> None:
        nonlocal inside, most
        with pool.slot():
            with counting:
                inside += 1
                most = max(most, inside)
            pair.wait()
            with counting:
                inside -= 1

    threads = [Thread(target=hash_in_pairs) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert most == 2
    assert not pair.broken


def test_one_more_than_the_queue_holds_is_refused_at_once_and_the_others_have_their_turn(
    release: Event,
) -> None:
    pool = HashingPool(slots=1, queue=1, patience=PATIENCE)
    told: SimpleQueue[str] = SimpleQueue()

    def sign_in(holding: Event | None = None) -> None:
        try:
            with pool.slot():
                if holding:
                    holding.set()
                    release.wait(PATIENCE)
                told.put("hashed")
        except TooManySignIns:
            told.put("refused")

    holding = Event()
    threads = [Thread(target=sign_in, args=(holding,)), Thread(target=sign_in), Thread(target=sign_in)]
    threads[0].start()
    assert holding.wait(PATIENCE)
    for thread in threads[1:]:
        thread.start()
    first_answer = told.get(timeout=PATIENCE)
    release.set()
    others = [told.get(timeout=PATIENCE), told.get(timeout=PATIENCE)]

    assert first_answer == "refused"
    assert others == ["hashed", "hashed"]


def test_whoever_has_waited_long_enough_is_refused_and_leaves_the_queue() -> None:
    pool = HashingPool(slots=1, queue=1, patience=0.001)

    with pool.slot():
        for _ in range(3):
            with pytest.raises(TooManySignIns), pool.slot():
                pass

    with pool.slot():
        pass


def test_a_hash_that_fails_gives_its_slot_back() -> None:
    pool = HashingPool(slots=1, queue=0)

    with pytest.raises(ZeroDivisionError), pool.slot():
        _ = 1 / 0

    with pool.slot():
        pass


def test_who_is_refused_is_told_when_to_come_back() -> None:
    assert TooManySignIns.retry_after > 0
