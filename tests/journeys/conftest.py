"""A house that stands, and browsers that come to it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.browser import DESKTOP, PHONE, Screen, check_accessibility, launch, look_at, visitor
from tests.harness.house import House, running_house

Shoot = Callable[[Page, str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a house keeps once its demonstration is loaded, which takes long: other houses begin from there.

    Whichever process of pytest-xdist comes first loads it for all.
    """
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    directory = common / "loaded"
    with (common / "loaded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not directory.exists():
            directory.mkdir()
            with running_house(directory):
                pass
    return directory


@pytest.fixture(scope="session")
def house(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house of all journeys: leave its clock alone, and let nobody out who others may need."""
    with running_house(Path(copytree(loaded, tmp_path_factory.mktemp("houses") / "house"))) as standing:
        yield standing


@pytest.fixture
def own_house(loaded: Path, tmp_path: Path) -> Iterator[House]:
    """A house for this journey alone, whose clock may be moved."""
    with running_house(Path(copytree(loaded, tmp_path / "house"))) as standing:
        yield standing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    """A phone, then a desk."""
    chosen: Screen = request.param
    return chosen


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """French, then English."""
    return str(request.param)


@pytest.fixture
def page(browser: Browser, house: House, screen: Screen, language: str) -> Iterator[Page]:
    """A stranger's page in the common house, on each screen, in each language."""
    with visitor(browser, house, screen, language) as seen:
        yield seen


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`visit(own_house, PHONE, "en")` is one more browser, which shares nothing with the others."""
    with ExitStack() as visits:

        def come(to: House, screen: Screen = DESKTOP, language: str = "fr", *, may_break: bool = False) -> Page:
            coming: AbstractContextManager[Page] = visitor(browser, to, screen, language, may_break=may_break)
            return visits.enter_context(coming)

        yield come


@pytest.fixture
def shoot() -> Shoot:
    """`shoot(page, "sign-in")` photographs the page by day and by night, and has axe look at it each time."""

    def photograph(page: Page, name: str) -> None:
        page.wait_for_load_state()
        width = (page.viewport_size or {"width": DESKTOP.width})["width"]
        screen = PHONE if width <= PHONE.width else DESKTOP
        tongue = "" if page.locator("html").get_attribute("lang") == "fr" else "-en"
        look_at(page, f"{name}{tongue}-{screen.name}")

    return photograph


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on anything that excludes somebody."""
    return check_accessibility
