"""Every thing that serves once, redeemed by eight requests at once: one wins, on SQLite and on PostgreSQL.

facts/identity.md, A1, A7, M1, M2 and M5: incumbents let the same ticket in more than once for half of their tickets.
"""

import json
from typing import Any

import pytest
from django.db import transaction

from peristyle.accounts.actions.alert import alert, send_alert
from peristyle.accounts.actions.contacts.ask_change import ask_change
from peristyle.accounts.actions.contacts.send_confirmation import send_confirmation
from peristyle.accounts.actions.factors.add_app import begin_app
from peristyle.accounts.models import Account, AlertKind, AlertLetter, ContactKind
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel.encryption import decrypted
from peristyle.kernel.permissions import Role
from peristyle.mailbox.actions import request_redirect as redirects
from tests.accounts.authenticators import Phone, paper_of, phone_of
from tests.accounts.factories import account_in, activation_letter, reset_letter, secret_address
from tests.accounts.passkey_ceremonies import device_of
from tests.accounts.recoveries import asked
from tests.accounts.walk import PASSWORD as CHOOSE_PASSWORD
from tests.accounts.walk import accept_charter, choose_mail
from tests.harness.inhabitants import PASSWORD, signed_in, someone
from tests.harness.letters import Letter, Outbox
from tests.harness.page_client import PageClient
from tests.harness.passkey_device import Device
from tests.harness.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("several_writers")]
CONTENDERS = 8
SIGN_IN, SECOND, KEY = "/connexion/", "/connexion/second-facteur/", "/connexion/cle/"
OWN_FACTORS, PROOF = "/compte/seconde-verification/", "/compte/preuve/"
CHOSEN = "soleil-tortue-93-bleu"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE)


def sent_by(browsers: list[PageClient], address: str, **fields: str) -> list[int]:
    """The same thing sent by all of them at once; the status that each was answered, in order."""
    return sorted(at_once(*[lambda browser=browser: browser.post(address, fields).status_code for browser in browsers]))  # type: ignore[misc]


def browsers() -> list[PageClient]:
    return [PageClient() for _ in range(CONTENDERS)]


def windows_of(browser: PageClient) -> list[PageClient]:
    """Eight windows of one browser: they share its cookies."""
    windows = browsers()
    for window in windows:
        for name, morsel in browser.cookies.items():
            window.cookies[name] = morsel.value
    return windows


def happened(action: str) -> int:
    """How often the journal says that it happened."""
    return journal(action=action).count()


def prove_number(browser: PageClient, account: Account) -> None:
    """Number and birth date, as « Mot de passe oublié » asks for them."""
    born = f"{account.person.birth_date:%d/%m/%Y}"
    browser.post("/probleme-de-connexion/mot-de-passe/", {"number": account.person.student_number, "birth_date": born})


# What is mailed


def test_a1_an_activation_link_and_its_code_activate_once() -> None:
    account = account_in(State.ACTIVATABLE)
    letter, contenders = activation_letter(account), browsers()
    for number, browser in enumerate(contenders):
        if number % 2:
            browser.post(secret_address(letter))
        else:
            browser.post("/activation/code/", {"number": account.person.student_number, "code": letter.code})
        accept_charter(browser)
        choose_mail(browser)

    assert sent_by(contenders, CHOOSE_PASSWORD, password=CHOSEN) == [302] + [410] * 7
    assert happened("accounts.activate") == 1


def test_a1_a_reset_link_and_its_code_set_one_password(lea: Account) -> None:
    letter, contenders = reset_letter(lea), browsers()
    for number, browser in enumerate(contenders):
        if number % 2:
            browser.post(secret_address(letter))
        else:
            prove_number(browser, lea)
            browser.post("/probleme-de-connexion/mot-de-passe/code/", {"code": letter.code})

    assert sent_by(contenders, "/nouveau-mot-de-passe/", password=CHOSEN) == [302] + [410] * 7
    assert happened("accounts.reset_password") == 1


@pytest.fixture
def address_letter(lea: Account) -> Letter:
    """The mail that asks a new personal address to confirm itself."""
    with transaction.atomic():
        change = ask_change(lea, ContactKind.EMAIL, "lea.ailleurs@example.org")
    send_confirmation.call(change.pk)
    return Outbox().last


def test_a1_the_link_of_a_new_address_confirms_it_once(lea: Account, address_letter: Letter) -> None:
    windows = [signed_in(lea.person) for _ in range(CONTENDERS)]

    assert sent_by(windows, address_letter.link("/compte/coordonnees/lien/")) == [302] + [410] * 7
    assert happened("accounts.change_contact") == 1


def test_a1_the_code_of_a_new_address_confirms_it_once(lea: Account, address_letter: Letter) -> None:
    windows = [signed_in(lea.person) for _ in range(CONTENDERS)]

    answered = sent_by(windows, "/compte/coordonnees/adresse/code/", code=address_letter.code)

    assert set(answered) <= {302, 422}
    assert happened("accounts.change_contact") == 1


def test_a1_the_link_of_a_redirect_confirms_it_once(lea: Account) -> None:
    redirect = redirects.request_redirect(lea.person, "lea.ailleurs@example.org", keep_copy=True)
    redirects.send_confirmation.call(redirect.pk)

    assert sent_by(browsers(), secret_address(Outbox().last)) == [200] + [410] * 7
    assert happened("mailbox.confirm_redirect") == 1


def test_a1_it_was_not_me_is_said_once(lea: Account) -> None:
    alert(lea, AlertKind.PASSWORD_CHANGED)
    for letter in AlertLetter.objects.all():
        send_alert.call(letter.pk)

    assert sent_by(browsers(), secret_address(Outbox().last)) == [200] + [410] * 7
    assert happened("accounts.disown") == 1


# What proves a second factor


def half_signed_in(account: Account) -> list[PageClient]:
    """Eight browsers in which the right password was typed."""
    contenders = browsers()
    for browser in contenders:
        assert browser.post(SIGN_IN, {"login": account.login, "password": PASSWORD}).status_code == 302
    return contenders


def test_m1_a_code_of_the_app_opens_one_browser(lea: Account) -> None:
    phone = phone_of(lea)

    answered = sent_by(half_signed_in(lea), SECOND, code=phone.code())

    assert answered.count(302) == 1
    assert set(answered) <= {302, 422, 429}
    assert happened("accounts.sign_in") == 1


def test_m5_a_recovery_code_opens_one_browser(lea: Account) -> None:
    phone_of(lea)
    code = paper_of(lea)[0]

    answered = sent_by(half_signed_in(lea), f"{SECOND}?secours", code=code)

    assert answered.count(302) == 1
    assert set(answered) <= {302, 422, 429}
    assert happened("accounts.sign_in") == 1


@pytest.fixture
def device(lea: Account) -> Device:
    return device_of(lea)


def question(browser: PageClient, address: str) -> dict[str, Any]:
    put: dict[str, Any] = json.loads(browser.post(address).content)
    return put


def test_m2_a_passkey_s_answer_signs_in_once(device: Device) -> None:
    browser = PageClient()
    answer = device.answer(question(browser, f"{KEY}question/"))

    answered = sent_by(windows_of(browser), KEY, credential=answer)

    assert answered == [302] + [422] * 7
    assert happened("accounts.sign_in") == 1


def test_m2_a_passkey_s_answer_passes_one_second_step(lea: Account, device: Device) -> None:
    browser = half_signed_in(lea)[0]
    answer = device.answer(question(browser, f"{SECOND}question/"))

    sent_by(windows_of(browser), SECOND, credential=answer)

    assert happened("accounts.sign_in") == 1


def test_m2_a_passkey_s_answer_proves_once_again(lea: Account, device: Device) -> None:
    browser = signed_in(lea.person)
    answer = device.answer(question(browser, f"{PROOF}question/"))

    sent_by(windows_of(browser), PROOF, credential=answer)

    assert happened("accounts.prove_again") == 1


def test_m2_a_new_passkey_is_kept_once(lea: Account) -> None:
    browser = signed_in(lea.person)
    made = Device().make(question(browser, f"{OWN_FACTORS}cle/question/"))

    sent_by(windows_of(browser), f"{OWN_FACTORS}cle/", name="Téléphone", credential=made)

    assert happened("accounts.add_factor") == 1


def test_m1_the_first_code_of_an_app_adds_it_once(lea: Account) -> None:
    with transaction.atomic():
        begun = begin_app(lea)
    browser, phone = signed_in(lea.person), Phone(decrypted(begun.secret))

    sent_by(windows_of(browser), f"{OWN_FACTORS}application/", name="Téléphone", code=phone.code())

    assert happened("accounts.add_factor") == 1


# What agents decide


def test_a11_an_assisted_recovery_is_confirmed_once(lea: Account) -> None:
    recovery = asked(lea)
    agents = [signed_in(someone(Role.HELPDESK_AGENT)) for _ in range(CONTENDERS)]

    sent_by(agents, f"/gestion/comptes/recuperations/{recovery.pk}/confirmation/")

    assert happened("accounts.carry_out_recovery") == 1
