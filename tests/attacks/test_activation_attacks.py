"""What may be tried against mailed links, steps and identifiers (facts/identity.md, A2, A3, A6, A14 and A15)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction

from peristyle.accounts.actions.alert import alert, send_alert
from peristyle.accounts.actions.contacts.ask_change import ask_change
from peristyle.accounts.actions.contacts.send_confirmation import send_confirmation
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import (
    Account,
    Activation,
    AlertKind,
    AlertLetter,
    CharterAcceptance,
    ContactKind,
    GivenLogin,
)
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock, institution
from peristyle.mailbox.actions import request_redirect as redirects
from peristyle.people.public import Person, register_person
from tests.accounts.factories import (
    CHOSEN_PASSWORD,
    DOMAIN,
    AffiliationFactory,
    PersonFactory,
    account_in,
    activation_letter,
    fresh,
    reset_letter,
    secret_address,
)
from tests.accounts.walk import CHARTER, MAIL, begin, choose_mail, choose_password, walk, words
from tests.accounts.walk import PASSWORD as CHOOSE_PASSWORD
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.races import at_once
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
BORN = "14/03/2007"
ACTIVATION_LINK = "/premiere-connexion/lien/"


def opened(person: Person, *, in_minutes: int = 0) -> Account:
    """The person's account, opened in a transaction of its own, to activate in so many minutes."""
    with transaction.atomic():
        return open_account(person, domain=DOMAIN, activatable_at=clock.now() + timedelta(minutes=in_minutes))


# Scanners that open every link before its reader does: A2


def activation() -> tuple[str, PageClient]:
    return secret_address(activation_letter(account_in(State.ACTIVATABLE))), PageClient()


def reset() -> tuple[str, PageClient]:
    return secret_address(reset_letter(account_in(State.ACTIVE))), PageClient()


def redirect() -> tuple[str, PageClient]:
    asked = redirects.request_redirect(account_in(State.ACTIVE).person, "lea.ailleurs@example.org", keep_copy=True)
    redirects.send_confirmation.call(asked.pk)
    return secret_address(Outbox().last), PageClient()


def not_me() -> tuple[str, PageClient]:
    alert(account_in(State.ACTIVE), AlertKind.PASSWORD_CHANGED)
    for letter in AlertLetter.objects.filter(sent_at=None):
        send_alert.call(letter.pk)
    return secret_address(Outbox().last), PageClient()


def new_address() -> tuple[str, PageClient]:
    lea = account_in(State.ACTIVE)
    send_confirmation.call(ask_change(lea, ContactKind.EMAIL, "lea.ailleurs@example.org").pk)
    return Outbox().last.link("/compte/coordonnees/lien/"), signed_in(lea.person)


def everything() -> str:
    """All rows of all tables, but what a browser's session leaves."""
    tables = [model for model in apps.get_models() if model._meta.label != "accounts.Session"]
    return str([list(model._default_manager.order_by("pk").values()) for model in tables])


@pytest.mark.parametrize("mailed", [activation, reset, redirect, not_me, new_address])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a2_a_scanner_that_opens_the_link_changes_nothing(
    mailed: Callable[[], tuple[str, PageClient]], method: str
) -> None:
    link, reader = mailed()
    before = everything()

    for _ in range(3):
        getattr(reader, method)(link, headers={"purpose": "prefetch", "sec-purpose": "prefetch;prerender"})

    assert everything() == before
    assert reader.post(link).status_code in {200, 302}


@pytest.mark.parametrize("mailed", [activation, reset, redirect, not_me, new_address])
def test_a2_no_page_of_a_link_sends_its_form_by_itself(mailed: Callable[[], tuple[str, PageClient]]) -> None:
    link, reader = mailed()

    page = reader.get(link).content.decode()

    assert '<form method="post"' in page
    assert 'hx-trigger="load' not in page
    assert "http-equiv" not in page


def test_a2_whoever_activated_and_opens_the_link_again_is_led_to_the_sign_in_page() -> None:
    letter = activation_letter(account_in(State.ACTIVATABLE))
    walk(PageClient(), letter)

    again = PageClient().get(secret_address(letter))

    assert "déjà activé" in words(again)
    assert 'href="/connexion/"' in again.content.decode()


# Older links: A3


@pytest.mark.parametrize(("state", "letter_of"), [(State.ACTIVATABLE, activation_letter), (State.ACTIVE, reset_letter)])
def test_a3_a_newer_mail_kills_the_older_and_its_code(state: State, letter_of: Callable[[Account], object]) -> None:
    account = account_in(state)
    letter_of(account)
    letter_of(account)
    older, newer = Outbox().letters

    assert PageClient().post(secret_address(older)).status_code == 410
    assert PageClient().post(secret_address(newer)).status_code == 302
    if state == State.ACTIVATABLE:
        typed = {"number": account.person.student_number, "code": older.code}
        assert PageClient().post("/activation/code/", typed).status_code == 422


def test_a3_a_password_kills_every_link_that_could_set_another() -> None:
    account = account_in(State.ACTIVE)
    letter, late = reset_letter(account), PageClient()
    late.post(secret_address(letter))
    owner = signed_in(account.person)

    changed = owner.post("/compte/mot-de-passe/", {"present": PASSWORD, "password": CHOSEN_PASSWORD})

    assert changed.status_code == 302
    assert PageClient().post(secret_address(letter)).status_code == 410
    assert late.post("/nouveau-mot-de-passe/", {"password": "chemin-de-la-garrigue-93"}).status_code == 410
    assert fresh(account).check_password(CHOSEN_PASSWORD)


# Too early: A6


def test_a6_before_the_quarter_of_an_hour_no_link_leaves_and_the_mail_comes_by_itself(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    person = PersonFactory.create(student_number="22600001", backup_email="lea@example.net")
    AffiliationFactory.create(person=person)
    account = opened(person, in_minutes=15)
    browser = PageClient()
    browser.post("/premiere-connexion/", {"number": "22600001", "birth_date": BORN})

    for _ in range(3):
        assert browser.post(ACTIVATION_LINK).url == "/premiere-connexion/situation/"
        send_activation.enqueue(account.pk)
    run_due_tasks()
    assert len(outbox) == 0
    assert "10:15" in words(browser.get("/premiere-connexion/situation/"))

    at.later(minutes=15)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]


# The charter: A14


def test_a14_without_the_charter_no_password_is_taken_and_its_version_is_written_down() -> None:
    account = account_in(State.ACTIVATABLE)
    browser = PageClient()
    begin(browser, activation_letter(account))

    refused = browser.post(CHARTER, {"accepted": ""})
    assert refused.status_code == 422
    assert browser.post(CHARTER, {"version": "1999-1"}).status_code == 422
    assert choose_mail(browser).url == CHARTER
    assert browser.get(MAIL).url == CHARTER
    assert choose_password(browser).url == CHARTER
    assert browser.get(CHOOSE_PASSWORD).url == CHARTER
    assert not Activation.objects.exists()
    assert state_of(fresh(account), clock.now()) == State.ACTIVATABLE

    browser.post(CHARTER, {"accepted": "on", "version": "1999-1"})
    choose_mail(browser)
    choose_password(browser)
    assert CharterAcceptance.objects.get(account=account).version == institution.current().charter.version


# Two people of one name, A15


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_a15_eight_homonyms_at_once_have_eight_identifiers_and_nobody_has_a_former_one() -> None:
    namesakes = [
        register_person(birth_name="Martin", given_name="Léa", birth_date=date(2007, 3, day)) for day in range(1, 10)
    ]
    *first, late = namesakes

    at_once(*[lambda person=person: opened(person) for person in first])  # type: ignore[misc]

    assert set(Account.objects.values_list("login", flat=True)) == {
        f"lea.martin{suffix}@{DOMAIN}" for suffix in ("", *range(2, 9))
    }
    Account.objects.filter(login=f"lea.martin@{DOMAIN}").delete()
    assert opened(late).login == f"lea.martin9@{DOMAIN}"
    assert GivenLogin.objects.count() == 9
