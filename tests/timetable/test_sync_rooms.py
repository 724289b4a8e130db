"""The rooms of the file are those of the house."""

from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.timetable.actions.sync_rooms import sync_rooms
from peristyle.timetable.models import Building, Room
from peristyle.timetable.queries.rooms import rooms_found

pytestmark = pytest.mark.django_db

FILE = """
[[buildings]]
code = "TRI-5"
name = "Bâtiment 5"
site = "Triolet"
rooms = [
  {{ code = "A5.01", name = "Amphi 5.01", kind = "lecture_hall", capacity = {capacity}, equipment = ["projector"] }},
  {more}
]
"""
TD = '{ code = "TD5.114", name = "TD 5.114", kind = "classroom", capacity = 40 },'


@pytest.fixture
def rooms_toml(tmp_path: Path, settings: Settings) -> Path:
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"
    return tmp_path / "rooms.toml"


def test_the_reference_institution_has_rooms_on_several_sites() -> None:
    assert sync_rooms() == Room.objects.count() > 25
    assert Building.objects.values("site").distinct().count() > 1


def test_twice_the_same_file_changes_nothing(rooms_toml: Path) -> None:
    rooms_toml.write_text(FILE.format(capacity=320, more=TD), encoding="utf-8")

    sync_rooms()
    before = list(Room.objects.values())
    sync_rooms()

    assert list(Room.objects.values()) == before
    assert len(before) == 2


def test_a_changed_room_is_changed_and_one_that_left_is_withdrawn_until_it_returns(rooms_toml: Path) -> None:
    rooms_toml.write_text(FILE.format(capacity=320, more=TD), encoding="utf-8")
    sync_rooms()

    rooms_toml.write_text(FILE.format(capacity=280, more=""), encoding="utf-8")
    sync_rooms()

    assert [(room.code, room.capacity) for room in rooms_found()] == [("A5.01", 280)]
    assert Room.objects.get(code="TD5.114").withdrawn_at is not None
    rooms_toml.write_text(FILE.format(capacity=280, more=TD), encoding="utf-8")
    sync_rooms()
    assert {room.code for room in rooms_found()} == {"A5.01", "TD5.114"}


def test_without_a_file_nothing_is_withdrawn(rooms_toml: Path) -> None:
    rooms_toml.write_text(FILE.format(capacity=320, more=TD), encoding="utf-8")
    sync_rooms()

    rooms_toml.unlink()

    assert sync_rooms() == 0
    assert rooms_found().count() == 2
