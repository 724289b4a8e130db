"""calendar.toml: what is right, and what is refused with a word that helps."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from peristyle.curriculum.checks import calendar_file_is_right
from peristyle.curriculum.rules.calendar_file import NAME, CalendarFile

CLASSES = {
    "kind": "classes",
    "fr": "Semestre 1",
    "en": "Semester 1",
    "starts_on": date(2026, 9, 7),
    "ends_on": date(2026, 12, 18),
}
BREAK = {**CLASSES, "kind": "holidays", "starts_on": date(2026, 10, 26), "ends_on": date(2026, 11, 1)}


def year(*periods: dict[str, Any], number: int = 2026) -> dict[str, Any]:
    return {"number": number, "periods": list(periods)}


def test_holidays_may_interrupt_classes() -> None:
    file = CalendarFile.model_validate({"years": [year(CLASSES, BREAK)]})

    assert [period.kind for period in file.years[0].periods] == ["classes", "holidays"]


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([year({**CLASSES, "ends_on": date(2026, 9, 6)})], "ends_on lies before starts_on"),
        ([year({**CLASSES, "kind": "party"})], "classes"),
        ([year({**CLASSES, "starts_on": date(2025, 9, 1)})], "lies in neither of these years"),
        ([year(CLASSES, {**CLASSES, "starts_on": date(2026, 12, 18), "ends_on": date(2027, 1, 9)})], "overlap"),
        ([year(CLASSES), year()], "a year stands twice"),
        ([year({**CLASSES, "fr": ""})], "at least 1 character"),
    ],
)
def test_what_is_wrong_is_named(years: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        CalendarFile.model_validate({"years": years})


def test_a_wrong_file_stops_the_house_and_no_file_does_not(tmp_path: Path, settings: Settings) -> None:
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"

    assert calendar_file_is_right() == []
    (tmp_path / NAME).write_text("[[years]]\nnumber = 1066\n", encoding="utf-8")
    (error,) = calendar_file_is_right()

    assert "years.0.number" in error.msg
