import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from peristyle.demo.actions.load_university import load_university
from peristyle.demo.university.cast import CHARACTERS, NEWCOMERS, PASSWORD
from peristyle.kernel import clock
from tests.demo.factories import DemoMailFactory
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller


def content(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_panel_names_whom_to_be_and_with_which_password(client: PageClient) -> None:
    load_university(students=10, seed=1)

    page = content(client.get(reverse("demo:panel")))

    assert PASSWORD in page
    assert all(character.login_name in page for character in CHARACTERS)
    assert all(newcomer.application_number in page for newcomer in NEWCOMERS)


def test_the_panel_of_an_empty_house_names_nobody(client: PageClient) -> None:
    page = content(client.get(reverse("demo:panel")))

    assert PASSWORD not in page


def test_the_panel_speaks_english(client: PageClient) -> None:
    load_university(students=10, seed=1)

    page = content(client.in_english().get(reverse("demo:panel")))

    assert "15 minutes forward" in page
    assert "help desk agent" in page


@pytest.mark.usefixtures("movable_clock")
def test_one_button_moves_the_clock(client: PageClient, at: Traveller) -> None:
    at("2026-11-23 18:00")

    response = client.post(reverse("demo:clock"), {"move": "nouvel-an"})

    assert response.url == reverse("demo:panel")
    assert clock.today().isoformat() == "2027-01-01"


@pytest.mark.usefixtures("movable_clock")
@pytest.mark.parametrize("move", ["", "hier", "QUARTER"])
def test_the_clock_goes_nowhere_else(client: PageClient, move: str, at: Traveller) -> None:
    instant = at("2026-11-23 18:00")

    response = client.post(reverse("demo:clock"), {"move": move})

    assert response.status_code == 400
    assert clock.now() == instant


def test_looking_at_the_clock_does_not_move_it(client: PageClient) -> None:
    assert client.get(reverse("demo:clock"), {"move": "jour"}).status_code == 400


def test_mailboxes_are_found_by_a_part_of_their_address(client: PageClient) -> None:
    DemoMailFactory.create(to="lea@example.org")
    DemoMailFactory.create(to="yanis@example.org")

    page = content(client.get(reverse("demo:mailboxes"), {"q": "LEA"}))

    assert "lea@example.org" in page
    assert "yanis@example.org" not in page


def test_many_mailboxes_are_told_page_by_page(client: PageClient) -> None:
    DemoMailFactory.create_batch(30)

    first = content(client.get(reverse("demo:mailboxes")))
    second = content(client.get(reverse("demo:mailboxes"), {"page": "2"}))

    assert first.count("@example.org/") == 25
    assert second.count("@example.org/") == 5


def test_a_mailbox_lists_the_newest_mail_first(client: PageClient, at: Traveller) -> None:
    at("2026-11-23 18:00")
    DemoMailFactory.create(to="lea@example.org", subject="Le premier")
    at.later(hours=1)
    DemoMailFactory.create(to="lea@example.org", subject="Le second")

    page = content(client.get(reverse("demo:mailbox", args=["lea@example.org"])))

    assert page.index("Le second") < page.index("Le premier")


def test_a_mailbox_that_received_nothing_says_so(client: PageClient) -> None:
    page = content(client.get(reverse("demo:mailbox", args=["nobody@example.org"])))

    assert "rien reçu" in page


def test_the_links_of_a_mail_can_be_followed(client: PageClient) -> None:
    mail = DemoMailFactory.create()

    page = content(client.get(reverse("demo:mail", args=[mail.to, mail.pk])))

    assert 'href="https://ent.test/activation/abc"' in page


def test_a_mail_is_only_found_in_its_own_mailbox(client: PageClient) -> None:
    mail = DemoMailFactory.create()

    assert client.get(reverse("demo:mail", args=["other@example.org", mail.pk])).status_code == 404


def test_what_somebody_wrote_in_a_mail_stays_text(client: PageClient) -> None:
    mail = DemoMailFactory.create(subject="<b>Bonjour", text="<script>alert(1)</script>")

    page = content(client.get(reverse("demo:mail", args=[mail.to, mail.pk])))

    assert "<script>alert" not in page
    assert "<b>Bonjour" not in page


@pytest.mark.django_db
def test_the_layout_of_a_mail_is_shown_where_nothing_runs() -> None:
    mail = DemoMailFactory.create()

    # A mail is no page of ours: it is not checked as one.
    response = Client().get(reverse("demo:mail_as_designed", args=[mail.to, mail.pk]))

    assert response.content.decode() == mail.html
    policy = response["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
