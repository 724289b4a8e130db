"""What a link sent by mail is at an instant."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.links import MAILS_PER_HOUR, LinkState, next_mail_at, state_of_link

SENT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
EXPIRES = SENT + timedelta(hours=24)
INSTANTS = st.datetimes(datetime(2026, 8, 30), datetime(2026, 9, 5), timezones=st.just(UTC))  # noqa: DTZ001 — Hypothesis wants naive bounds


def state(now: datetime, *, used_at: datetime | None = None, superseded_at: datetime | None = None) -> LinkState:
    return state_of_link(used_at=used_at, superseded_at=superseded_at, expires_at=EXPIRES, now=now)


def test_a_link_is_usable_until_its_last_second_and_not_after() -> None:
    assert state(SENT) == LinkState.USABLE
    assert state(EXPIRES - timedelta(seconds=1)) == LinkState.USABLE
    assert state(EXPIRES) == LinkState.EXPIRED


def test_a_used_link_says_so_even_when_it_is_old_or_replaced() -> None:
    assert state(SENT, used_at=SENT) == LinkState.USED
    assert state(EXPIRES, used_at=SENT, superseded_at=SENT) == LinkState.USED


def test_a_replaced_link_says_so_even_when_it_is_old() -> None:
    assert state(EXPIRES, superseded_at=SENT) == LinkState.SUPERSEDED


@given(INSTANTS, INSTANTS, st.none() | INSTANTS, st.none() | INSTANTS)
def test_a_dead_link_never_comes_to_life_again(
    now: datetime, later: datetime, used_at: datetime | None, superseded_at: datetime | None
) -> None:
    first, second = sorted((now, later))
    if state(first, used_at=used_at, superseded_at=superseded_at) != LinkState.USABLE:
        assert state(second, used_at=used_at, superseded_at=superseded_at) != LinkState.USABLE


def test_after_five_mails_within_an_hour_the_next_waits_for_the_first_to_be_an_hour_old() -> None:
    now = SENT + timedelta(minutes=40)
    sent = [SENT + timedelta(minutes=each) for each in range(MAILS_PER_HOUR)]

    assert next_mail_at(sent[1:], now) is None
    assert next_mail_at(sent, now) == SENT + timedelta(hours=1)
    assert next_mail_at(sent, SENT + timedelta(hours=1)) is None
