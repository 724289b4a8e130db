"""What can be told of a file when it arrives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.uploads import (
    LARGEST,
    SENTENCES,
    FileType,
    NotTaken,
    Refusal,
    check_arrival,
    shown_name,
    type_of,
)
from tests.enrolment.papers import a_pdf, a_picture


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (a_pdf(), FileType.PDF),
        (a_picture(), FileType.JPEG),
        (a_picture(kind="PNG"), FileType.PNG),
        (a_picture(kind="HEIF"), FileType.HEIF),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        (b"<!doctype html><script>alert(1)</script>", None),
        (b"GIF89a", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_type(content: bytes, found: FileType | None) -> None:
    assert type_of(content[:16]) == found


@pytest.mark.parametrize(
    ("head", "size", "picture_only", "refusal"),
    [
        (b"", 0, False, Refusal.EMPTY),
        (b"%PDF-1.7", LARGEST + 1, False, Refusal.TOO_LARGE),
        (b"MZ", 10, False, Refusal.TYPE),
        (b"%PDF-1.7", 10, True, Refusal.PICTURE_WANTED),
    ],
)
def test_what_can_be_refused_at_once_is(head: bytes, size: int, picture_only: bool, refusal: Refusal) -> None:  # noqa: FBT001
    with pytest.raises(NotTaken) as not_taken:
        check_arrival(head, size, picture_only=picture_only)

    assert not_taken.value.refusal == refusal


def test_every_refusal_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Refusal)


@given(st.text(max_size=300))
def test_a_shown_name_is_short_and_never_a_path(given_name: str) -> None:
    shown = shown_name(given_name)

    assert len(shown) <= 100
    assert not set("/\\\n\r\0\u202e") & set(shown)


def test_a_name_loses_its_path() -> None:
    assert shown_name("..\\..\\etc/../passwd.pdf") == "passwd.pdf"
