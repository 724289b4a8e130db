"""Rolling codes: what is valid, when, and that nothing can be told from one about another."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel.tokens import WRITTEN_ALPHABET, as_written
from peristyle.timetable.rules.attendance import AttendanceRules, Presence, Times
from peristyle.timetable.rules.rolling_codes import (
    LENGTHS,
    REMEMBERED,
    CodeUse,
    Judgement,
    code_of,
    judge,
    step_at,
    step_ends_at,
)
from peristyle.timetable.rules.sessions import Slot

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
rules = st.builds(AttendanceRules, code_seconds=st.integers(5, 120), grace_seconds=st.integers(0, 120))
moments = st.floats(0, 10**6).map(lambda seconds: NOON + timedelta(seconds=seconds))
uses = st.sampled_from(CodeUse)


@given(rules, moments, uses, st.binary(min_size=32, max_size=32))
def test_a_code_is_valid_for_its_step_and_its_grace_and_not_a_moment_more(
    rules: AttendanceRules, now: datetime, use: CodeUse, key: bytes
) -> None:
    step = step_at(now, rules)
    code, last = code_of(key, step, use), step_ends_at(step, rules) + timedelta(seconds=rules.grace_seconds)

    assert judge(code, key, use, now, rules) == Judgement.VALID
    assert judge(code, key, use, last - timedelta(milliseconds=1), rules) == Judgement.VALID
    assert judge(code, key, use, last, rules) == Judgement.EXPIRED
    assert judge(code, key, use, last + 2 * REMEMBERED, rules) == Judgement.WRONG


@given(rules, moments, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_code_of_another_key_another_use_or_the_next_step_is_wrong(
    rules: AttendanceRules, now: datetime, key: bytes, other: bytes
) -> None:
    step = step_at(now, rules)
    mine, theirs = code_of(key, step, CodeUse.SCANNED), code_of(other, step, CodeUse.SCANNED)

    assert (mine == theirs) == (key == other)
    assert judge(code_of(key, step + 1, CodeUse.SCANNED), key, CodeUse.SCANNED, now, rules) == Judgement.WRONG
    assert judge(mine[: LENGTHS[CodeUse.TYPED]], key, CodeUse.TYPED, now, rules) == Judgement.WRONG


@given(st.text())
def test_whatever_is_typed_is_judged(typed: str) -> None:
    assert judge(typed, b"k" * 32, CodeUse.TYPED, NOON, AttendanceRules()) in Judgement


def test_a_code_is_read_from_the_last_row() -> None:
    code = code_of(b"k" * 32, 1, CodeUse.TYPED)

    assert set(code) <= set(WRITTEN_ALPHABET)
    assert as_written(f"{code[:3]} {code[3:]}".upper()) == code


def test_one_is_late_from_the_minute_told_and_signs_within_the_window() -> None:
    times = Times(Slot(NOON, NOON + timedelta(hours=2)), AttendanceRules())

    assert not times.is_open(NOON - timedelta(minutes=16))
    assert times.is_open(NOON - timedelta(minutes=15))
    assert times.presence_of(NOON + timedelta(minutes=9, seconds=59)) == Presence.PRESENT
    assert times.presence_of(NOON + timedelta(minutes=10)) == Presence.LATE
    assert times.is_open(NOON + timedelta(hours=2, minutes=14))
    assert not times.is_open(NOON + timedelta(hours=2, minutes=15))
