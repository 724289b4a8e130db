"""Sessions are kept as digests, live by the house's clock, and are swept away."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from peristyle.accounts.actions.sweep import sweep
from peristyle.accounts.actions.throttle import count_failure
from peristyle.accounts.models import Session, Throttle
from peristyle.accounts.session_store import SessionStore
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


def kept(**values: object) -> SessionStore:
    session = SessionStore()
    session.update(values)
    session.save()
    return session


def test_a_session_is_found_again_by_its_key_and_only_its_digest_is_kept() -> None:
    session = kept(colour="blue")

    assert Session.objects.get().session_key == digest(session.session_key)
    assert SessionStore(session.session_key)["colour"] == "blue"
    assert SessionStore.exists(SessionStore(), session.session_key)


@pytest.mark.parametrize("key", ["", "a" * 32, "x" * 10_000, "\u00e9", "' OR 1=1 --"])
def test_a_key_nobody_was_given_opens_nothing_and_is_not_adopted(key: str) -> None:
    stranger = SessionStore(key or None)

    assert dict(stranger.items()) == {}
    stranger["colour"] = "red"
    stranger.save()
    assert stranger.session_key != key


def test_the_digest_itself_opens_nothing() -> None:
    kept(colour="blue")

    assert dict(SessionStore(Session.objects.get().session_key).items()) == {}


def test_keys_are_long_and_never_the_same() -> None:
    keys = {kept().session_key for _ in range(100)}

    assert len(keys) == 100
    assert all(key and len(key) == 43 for key in keys)


def test_a_length_of_time_counts_from_the_house_s_clock_however_far_ahead_it_is() -> None:
    session = SessionStore()
    session.set_expiry(timedelta(minutes=10))
    ahead = clock.now() + timedelta(days=30)

    assert session.get_expiry_date(modification=ahead) == ahead + timedelta(minutes=10)


def test_a_session_that_is_over_is_empty_then_swept_with_old_failures(at: Traveller) -> None:
    at("2026-10-01 08:00")
    over = kept(colour="blue")
    count_failure("sign-in", "lea")
    at.later(hours=12)
    current = kept(colour="green")

    assert dict(SessionStore(over.session_key).items()) == {}
    at.later(minutes=1)
    sweep.call()
    assert [row.session_key for row in Session.objects.all()] == [digest(current.session_key)]
    assert not Throttle.objects.exists()


def test_that_a_session_was_seen_is_written_once_an_hour(
    at: Traveller, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    opened = at("2026-10-01 08:00")
    session = kept(colour="blue")
    at.later(minutes=59)
    with max_queries(1):
        SessionStore(session.session_key).load()
    assert Session.objects.get().seen_at == opened

    seen = at.later(minutes=1)
    SessionStore(session.session_key).load()
    at.later(minutes=10)
    with max_queries(1):
        SessionStore(session.session_key).load()

    assert Session.objects.get().seen_at == seen


def test_a_deleted_session_is_gone() -> None:
    first, second = kept(colour="blue"), kept(colour="green")

    first.delete()
    SessionStore().delete(second.session_key)

    assert not Session.objects.exists()


def test_a_new_key_keeps_what_is_known_and_kills_the_old_one() -> None:
    session = kept(colour="blue")
    before = session.session_key

    session.cycle_key()

    assert session["colour"] == "blue"
    assert dict(SessionStore(before).items()) == {}
    assert Session.objects.count() == 1
