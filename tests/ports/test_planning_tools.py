"""What every reader of another planning tool must do, whichever it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest

from peristyle.timetable import conf
from peristyle.timetable.adapters import ade, calendar_address
from peristyle.timetable.ports import PlanningTool, ToolUnreadable
from tests.timetable.adapters.ade_service import LOGIN, PASSWORD, PROJECT, RESOURCES, Service, ade_service
from tests.timetable.adapters.calendar_service import Published, calendar_service

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)


@dataclass(frozen=True)
class Beside:
    """A tool that runs beside the house, its reader, how much of an answer is read, the file of its secret."""

    service: Service | Published
    reader: PlanningTool
    most_bytes: int
    secret: Path

    def lines(self) -> list[Mapping[str, str]]:
        return list(self.reader.lines(FIRST, LAST))

    def code(self) -> str:
        with pytest.raises(ToolUnreadable) as refused:
            self.lines()
        assert self.service.url not in str(refused.value)
        return refused.value.code


def _beside(kind: str, secret: Path) -> Iterator[Beside]:
    if kind == "ade":
        secret.write_text(f"{PASSWORD}\n")
        with ade_service() as served:
            told = {"url": served.url, "login": LOGIN, "project": PROJECT, "resources": RESOURCES}
            settings = conf.AdeSettings.model_validate({**told, "password_file": secret, "timeout_seconds": 5})
            yield Beside(served, ade.Ade(settings), ade.MOST_BYTES, secret)
    else:
        with calendar_service() as published:
            secret.write_text(f"{published.url}\n")
            reader = calendar_address.CalendarAddress(conf.CalendarSettings(address_file=secret, timeout_seconds=5))
            yield Beside(published, reader, calendar_address.MOST_BYTES, secret)


@pytest.fixture(params=["ade", "calendar"])
def tool(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Beside]:
    yield from _beside(request.param, tmp_path / "secret")


def test_a_class_is_told_in_the_columns_of_the_house(tool: Beside) -> None:
    (line,) = tool.lines()

    assert line["titre"] == "HAI501I Algorithmique"
    assert line["salles"] == "TD 5.01"
    assert line["identifiant"]
    assert line["debut"] in {"08:00", "2026-11-30T08:00:00+01:00"}


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN])
def test_who_is_not_let_in_is_told_so(tool: Beside, status: HTTPStatus) -> None:
    tool.service.status = status

    assert tool.code() == "forbidden"


@pytest.mark.parametrize("status", [HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.NOT_FOUND])
def test_a_tool_that_is_out_of_order_is_out_of_reach(tool: Beside, status: HTTPStatus) -> None:
    tool.service.status = status

    assert tool.code() == "unreachable"


@pytest.mark.parametrize("status", [HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.TEMPORARY_REDIRECT])
def test_a_redirection_is_not_followed_with_what_is_secret(tool: Beside, status: HTTPStatus) -> None:
    tool.service.status = status

    assert tool.code() == "unreachable"
    assert len(tool.service.asked) == 1


@pytest.mark.parametrize("text", ["<!doctype html><p>Connectez-vous", "BEGIN:VCARD\nEND:VCARD", "%PDF-1.7"])
def test_an_answer_that_is_no_timetable_is_not_understood(tool: Beside, text: str) -> None:
    tool.service.text = text

    assert tool.code() == "unknown_answer"


def test_no_more_is_read_of_an_answer_than_the_house_can_hold(tool: Beside) -> None:
    tool.service.text = " " * (tool.most_bytes + 1)

    assert tool.code() == "too_much"


def test_a_secret_that_is_gone_lets_nobody_in(tool: Beside) -> None:
    tool.secret.unlink()

    assert tool.code() in {"forbidden", "unreachable"}
    assert not tool.service.asked
