from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.demo.rules import Move, distance, paragraphs, pieces

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(("move", "expected"), [(Move.QUARTER, timedelta(minutes=15)), (Move.DAY, timedelta(days=1))])
def test_short_moves_have_a_length(move: Move, expected: timedelta) -> None:
    assert distance(move, datetime(2026, 11, 23, 18, tzinfo=PARIS)) == expected


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 1, 1)), st.times())
def test_going_to_the_new_year_arrives_on_the_morning_of_the_next_first_of_january(day: date, hour: time) -> None:
    now = datetime.combine(day, hour, tzinfo=PARIS)

    arrival = (now.astimezone(UTC) + distance(Move.NEW_YEAR, now)).astimezone(PARIS)

    assert arrival == datetime(now.year + 1, 1, 1, 8, tzinfo=PARIS)


@given(st.text())
def test_a_line_cut_at_its_addresses_is_still_the_same_line(line: str) -> None:
    assert "".join(piece.text for piece in pieces(line)) == line


@pytest.mark.parametrize("end", ["", ".", ",", " et", "\u202f!", ")", " »"])
def test_an_address_ends_before_the_punctuation_that_follows_it(end: str) -> None:
    found = list(pieces(f"Cliquez sur https://ent.test/activation/a-b_c/?x=1{end}"))

    assert [piece.text for piece in found if piece.is_address] == ["https://ent.test/activation/a-b_c/?x=1"]


def test_nothing_but_addresses_of_pages_becomes_a_link() -> None:
    assert not [piece for piece in pieces("javascript:alert(1) mailto:a@b.fr www.ent.test") if piece.is_address]


def test_a_mail_is_read_as_paragraphs_of_lines() -> None:
    read = paragraphs("Bonjour,\r\n\r\nLigne 1\nLigne 2\n\n\nFin\n")

    assert [["".join(piece.text for piece in line) for line in lines] for lines in read] == [
        ["Bonjour,"],
        ["Ligne 1", "Ligne 2"],
        ["Fin"],
    ]
