"""rooms.toml: what is right, and what is refused with a word that helps."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from peristyle.kernel import institution
from peristyle.kernel.institution import InstitutionError
from peristyle.timetable.checks import files_are_right
from peristyle.timetable.rules.room_file import NAME, RoomFile, RoomKind

AMPHI = {"code": "A1", "name": "Amphi 1", "kind": "lecture_hall", "capacity": 300, "equipment": ["projector"]}


def building(*rooms: dict[str, Any], code: str = "B1") -> dict[str, Any]:
    return {"code": code, "name": "Bâtiment 1", "site": "Triolet", "rooms": list(rooms)}


def test_a_file_tells_buildings_and_their_rooms() -> None:
    file = RoomFile.model_validate({"buildings": [building(AMPHI)]})

    assert file.buildings[0].rooms[0].kind == RoomKind.LECTURE_HALL


@pytest.mark.parametrize(
    ("buildings", "told"),
    [
        ([building({**AMPHI, "capacity": 0})], "greater than or equal to 1"),
        ([building({**AMPHI, "kind": "swimming_pool"})], "lecture_hall"),
        ([building({**AMPHI, "equipment": ["piano"]})], "projector"),
        ([building({**AMPHI, "floor": 3})], "Extra inputs"),
        ([building({**AMPHI, "code": "<A>"})], "pattern"),
        ([building(AMPHI, AMPHI)], "the room A1 stands twice"),
        ([building(AMPHI), building(code="B1")], "the building B1 stands twice"),
        ([building(AMPHI), building(AMPHI, code="B2")], "the room A1 stands twice"),
    ],
)
def test_what_is_wrong_is_named(buildings: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        RoomFile.model_validate({"buildings": buildings})


def test_a_wrong_file_stops_the_house_and_no_file_does_not(tmp_path: Path, settings: Settings) -> None:
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"

    assert files_are_right() == []
    (tmp_path / NAME).write_text('[[buildings]]\ncode = "B1"\n', encoding="utf-8")
    (error,) = files_are_right()

    assert "rooms.toml is not right" in error.msg
    assert "buildings.0.name: Field required" in error.msg


def test_what_is_no_toml_is_told_too(tmp_path: Path, settings: Settings) -> None:
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"
    (tmp_path / NAME).write_text("rooms:\n  - A1", encoding="utf-8")

    with pytest.raises(InstitutionError, match="not valid TOML"):
        institution.beside(NAME, RoomFile)
