"""Banners: a word for everybody, for a while, from those who may."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from peristyle.portal.models import Banner
from peristyle.portal.queries import banners_now
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.portal.factories import BannerFactory

pytestmark = pytest.mark.django_db
BANNERS = "/gestion/bandeaux/"
STRIKE = {
    "kind": "warning",
    "title_fr": "Grève des transports",
    "text_fr": "Les cours du matin sont maintenus.",
    "title_en": "Transport strike",
    "text_en": "Morning classes take place.",
    "starts_at": "2026-10-01T08:00",
    "ends_at": "2026-10-01T20:00",
}


@pytest.fixture
def agent(inhabitant: Inhabitants, at: Traveller) -> Person:
    at("2026-10-01 07:00")
    return inhabitant(Role.HELPDESK_AGENT)


@pytest.fixture
def browser(agent: Person) -> PageClient:
    return signed_in(agent)


def test_a_banner_is_shown_from_its_first_instant_to_its_last(at: Traveller) -> None:
    start = at("2026-10-01 08:00")
    banner = BannerFactory.create(starts_at=start, ends_at=start + timedelta(hours=12))

    at("2026-10-01 07:59:59")
    assert list(banners_now()) == []
    at("2026-10-01 08:00")
    assert list(banners_now()) == [banner]
    at("2026-10-01 19:59:59")
    assert list(banners_now()) == [banner]
    at("2026-10-01 20:00")
    assert list(banners_now()) == []


def test_three_at_most_are_shown_the_newest_first(at: Traveller) -> None:
    at("2026-10-01 08:00")
    banners = [BannerFactory.create(starts_at=clock.now() - timedelta(minutes=age)) for age in (40, 10, 30, 20)]

    assert list(banners_now()) == [banners[1], banners[3], banners[2]]


def test_an_agent_publishes_a_banner_for_everybody(
    agent: Person, browser: PageClient, inhabitant: Inhabitants, at: Traveller
) -> None:
    assert browser.post(BANNERS, STRIKE)["Location"] == reverse("portal:banners")

    at("2026-10-01 08:00")
    assert "Grève des transports" in signed_in(inhabitant(Role.STUDENT)).get("/").content.decode()
    entry = journal(action="portal.publish_banner").get()
    assert entry.actor == agent
    assert entry.details == {"title": "Grève des transports"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_at": "2026-10-01T08:00"}, "La fin doit venir après le début."),
        ({"title_fr": ""}, "Titre en français"),
        ({"title_en": "x" * 121}, "Titre en anglais"),
        ({"kind": "apocalypse"}, "Gravité"),
        ({"starts_at": "tomorrow"}, "À partir de"),
    ],
)
def test_a_banner_badly_filled_comes_back_with_what_is_wrong(
    browser: PageClient, wrong: dict[str, str], words: str
) -> None:
    response = browser.post(BANNERS, {**STRIKE, **wrong})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in response.content.decode()
    assert "Les cours du matin sont maintenus." in response.content.decode()
    assert not Banner.objects.exists()


def test_a_banner_is_taken_down_at_once(agent: Person, browser: PageClient) -> None:
    banner = BannerFactory.create()

    browser.post(end_of(banner))

    assert list(banners_now()) == []
    assert journal(action="portal.end_banner").get().actor == agent


def test_one_that_has_not_begun_never_will(browser: PageClient, at: Traveller) -> None:
    banner = BannerFactory.create(starts_at=clock.now() + timedelta(hours=1), ends_at=clock.now() + timedelta(hours=2))

    browser.post(end_of(banner))

    at.later(minutes=90)
    assert list(banners_now()) == []


def test_following_a_link_takes_nothing_down(browser: PageClient) -> None:
    banner = BannerFactory.create()

    browser.get(end_of(banner))

    assert list(banners_now()) == [banner]


def test_one_that_is_over_cannot_be_taken_down_any_more(browser: PageClient, at: Traveller) -> None:
    BannerFactory.create(published_by=None)
    at.later(hours=2)

    page = browser.get(BANNERS).content.decode()

    assert "Tram 1 interrompu" in page
    assert "Retirer maintenant" not in page


def test_what_was_published_comes_in_pages(browser: PageClient) -> None:
    for number in range(21):
        BannerFactory.create(title_fr=f"Bandeau {number}", starts_at=clock.now() - timedelta(days=number))

    first, second = browser.get(BANNERS).content.decode(), browser.get(BANNERS, {"page": 2}).content.decode()

    assert "Bandeau 19" in first
    assert "Bandeau 20" not in first
    assert "Bandeau 20" in second


def test_the_page_speaks_english(browser: PageClient) -> None:
    BannerFactory.create()

    page = browser.in_english().get(BANNERS).content.decode()

    assert "Tram 1 is down" in page


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.REGISTRAR_OFFICER, Role.PLANNER])
def test_others_publish_nothing(inhabitant: Inhabitants, role: Role) -> None:
    browser = signed_in(inhabitant(role))

    assert browser.get(BANNERS).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(BANNERS, STRIKE).status_code == HTTPStatus.FORBIDDEN
    assert not Banner.objects.exists()


def test_the_database_refuses_a_banner_that_ends_before_it_starts() -> None:
    now: Any = clock.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        BannerFactory.create(starts_at=now, ends_at=now - timedelta(seconds=1))


def end_of(banner: Banner) -> str:
    """The address that takes a banner down."""
    return reverse("portal:end_banner", args=[banner.pk])
