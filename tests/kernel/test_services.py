"""Rooms plug their services, pages and home lines in; no central list is edited."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from peristyle.kernel import services
from peristyle.kernel.services import Block, HomeItem, ManagementPage, Service

LIBRARY = Service("library", "Library", "Books", "cours", 30)
CANTEEN = Service("canteen", "Canteen", "Meals", "notes", 10)


@pytest.fixture(autouse=True)
def an_empty_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_services", {})
    monkeypatch.setattr(services, "_management_pages", {})
    monkeypatch.setattr(services, "_home_providers", {block: [] for block in Block})


def test_services_come_in_their_order() -> None:
    services.register_service(LIBRARY)
    services.register_service(CANTEEN)

    assert [service.code for service in services.services()] == ["canteen", "library"]


def test_a_room_that_opens_takes_the_place_of_its_announcement_whichever_came_first() -> None:
    opened = replace(LIBRARY, url_name="portal:home")

    services.register_service(LIBRARY)
    services.register_service(opened)
    services.register_service(LIBRARY)

    assert services.services() == [opened]


def test_management_pages_are_listed_once_in_their_order() -> None:
    journal = ManagementPage("audit.read", "Journal", "", "audit:journal", "shield")
    gallery = ManagementPage("ui.see", "Gallery", "", "ui:gallery", "eye", order=99)
    tasks = ManagementPage("audit.read", "Tasks", "", "audit:tasks", "refresh")

    for page in (gallery, journal, tasks, gallery):
        services.register_management_page(page)

    assert services.management_pages() == [journal, tasks, gallery]


def test_lines_of_the_home_come_from_every_room_in_the_order_of_their_wiring() -> None:
    services.register_home_provider(Block.TO_DO, enrol)
    services.register_home_provider(Block.TO_DO, hand_in)
    services.register_home_provider(Block.TO_DO, enrol)

    assert [item.title for item in services.home_items(Block.TO_DO, "Léa")] == ["Léa enrols", "Léa hands in"]
    assert services.home_items(Block.NEW, "Léa") == []


def test_blocks_keep_the_order_of_the_home_page() -> None:
    assert [block.name for block in sorted(Block)] == ["NOW", "TO_DO", "NEW"]


def enrol(person: Any) -> Iterable[HomeItem]:
    yield HomeItem(f"{person} enrols")


def hand_in(person: Any) -> Iterable[HomeItem]:
    yield HomeItem(f"{person} hands in")
