"""The activation through its pages: link or code, charter, mail, password, confirmation."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.hashing import Argon2idHasher, HashingPool
from peristyle.accounts.models import Account, Activation, CharterAcceptance, MailedLink, Session
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from tests.accounts.factories import (
    CHOSEN_PASSWORD,
    account_in,
    activated_now,
    activation_letter,
    fresh,
    reset_letter,
    secret_address,
)
from tests.accounts.walk import (
    CHARTER,
    DONE,
    MAIL,
    PASSWORD,
    accept_charter,
    begin,
    choose_mail,
    choose_password,
    walk,
    words,
)
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Letter
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PATIENCE = 30
MaxQueries = Callable[[int], AbstractContextManager[None]]
CODE = "/activation/code/"
ADVICE = "/mot-de-passe/avis/"


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVATABLE, person__backup_email="lea@example.net")


@pytest.fixture
def letter(account: Account) -> Letter:
    return activation_letter(account)


def everything_kept() -> list[Any]:
    return [*MailedLink.objects.order_by("id").values(), *Account.objects.values(), *Activation.objects.values()]


# Opening the link


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_the_link_changes_nothing(client: PageClient, letter: Letter, method: str) -> None:
    before = everything_kept()

    for _ in range(3):
        assert getattr(client, method)(secret_address(letter)).status_code == 200

    assert everything_kept() == before
    assert not Session.objects.exists()


def test_the_welcome_page_tells_the_deadline_and_asks_for_a_human_act(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    letter = activation_letter(account_in(State.ACTIVATABLE))

    page = client.get(secret_address(letter))

    assert "jeudi 3 septembre 2026 à 10:00" in words(page)
    assert b'method="post"' in page.content


def test_pressing_the_button_leads_to_the_charter_and_spends_nothing(client: PageClient, letter: Letter) -> None:
    for _ in range(2):
        response = begin(client, letter)
        assert response.url == CHARTER

    assert MailedLink.objects.get().used_at is None


# The steps


def test_the_whole_way_ends_signed_in_on_the_confirmation(client: PageClient, account: Account, letter: Letter) -> None:
    assert begin(client, letter).url == CHARTER
    assert client.get(CHARTER).status_code == 200
    assert accept_charter(client).url == MAIL
    assert client.get(MAIL).status_code == 200
    assert choose_mail(client).url == PASSWORD
    assert client.get(PASSWORD).status_code == 200
    assert choose_password(client).url == DONE

    done = client.get(DONE)
    assert account.login in words(done)
    assert "aucune" in words(done)
    assert client.get("/").status_code == 200
    assert client.session["_auth_user_id"] == str(account.pk)
    assert state_of(fresh(account), clock.now()) == State.ACTIVE


def test_the_whole_way_in_english(client: PageClient, letter: Letter) -> None:
    client.in_english()

    assert walk(client, letter).url == DONE
    for page in (DONE, "/"):
        assert '<html lang="en">' in client.get(page).content.decode()


def test_each_step_shows_how_far_one_is(client: PageClient, letter: Letter) -> None:
    begin(client, letter)
    accept_charter(client)
    choose_mail(client)

    for position, page in enumerate((CHARTER, MAIL, PASSWORD), start=1):
        shown = words(client.get(page))
        assert 'aria-current="step"' in shown
        assert f"{position}" in shown


def test_no_step_is_reached_before_the_ones_before_it(client: PageClient, letter: Letter) -> None:
    begin(client, letter)

    assert client.get(MAIL).url == CHARTER
    assert client.get(PASSWORD).url == CHARTER

    accept_charter(client)
    assert client.get(PASSWORD).url == MAIL


def test_the_way_back_keeps_what_was_answered(client: PageClient, letter: Letter) -> None:
    begin(client, letter)
    accept_charter(client)
    choose_mail(client, redirect="on", address="zoe@example.org")

    assert " checked" in words(client.get(CHARTER))
    mail = words(client.get(MAIL))
    assert 'value="zoe@example.org"' in mail
    assert accept_charter(client).url == MAIL
    assert client.get(PASSWORD).status_code == 200


def test_answers_may_be_changed_until_the_end(client: PageClient, account: Account, letter: Letter) -> None:
    begin(client, letter)
    accept_charter(client)
    choose_mail(client, redirect="on", address="zoe@example.org")
    choose_mail(client)

    choose_password(client)

    assert "aucune" in words(client.get(DONE))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr", "personne d’autre ne le recevra jamais"), ("en", "nobody else will ever receive it")],
)
def test_the_charter_is_read_in_ones_own_language(
    client: PageClient, letter: Letter, language: str, sentence: str
) -> None:
    client.cookies["language"] = language
    begin(client, letter)

    page = words(client.get(CHARTER))

    assert sentence in page
    assert "Version 2026-1" in page


@pytest.mark.parametrize("typed", [{}, {"accepted": ""}, {"accepted": "false"}, {"version": "2026-1"}])
def test_the_charter_is_not_accepted_without_the_tick(
    client: PageClient, letter: Letter, typed: dict[str, str]
) -> None:
    begin(client, letter)

    refused = client.post(CHARTER, typed)

    assert refused.status_code == 422
    assert "cochez cette case" in words(refused)
    assert client.get(MAIL).url == CHARTER


def test_the_accepted_version_is_the_one_in_force_whatever_the_browser_says(
    client: PageClient, account: Account, letter: Letter
) -> None:
    begin(client, letter)
    client.post(CHARTER, {"accepted": "on", "version": "1995-1"})
    choose_mail(client)
    choose_password(client)

    assert CharterAcceptance.objects.get(account=account).version == "2026-1"


def test_an_unknown_step_leads_to_the_present_one(client: PageClient, letter: Letter) -> None:
    begin(client, letter)
    assert client.get("/activation/etape/inconnue/").url == CHARTER

    accept_charter(client)
    choose_mail(client)
    assert client.get("/activation/etape/inconnue/").url == PASSWORD


# The password


def test_a_weak_password_says_every_reason_and_may_be_chosen_again(client: PageClient, letter: Letter) -> None:
    refused = walk(client, letter, password="bonjour")

    assert refused.status_code == 422
    assert "8" in words(refused)
    assert "chiffre" in words(refused)
    assert 'value="bonjour"' not in words(refused)
    assert choose_password(client).url == DONE


@pytest.mark.parametrize("password", ["", "x" * 5000, "\0" * 12, "soleil-tortue-93-\0bleu", "   "])
def test_what_is_not_a_password_is_refused(client: PageClient, letter: Letter, password: str) -> None:
    assert walk(client, letter, password=password).status_code == 422
    assert not Activation.objects.exists()


def test_spaces_and_accents_are_part_of_the_password(client: PageClient, account: Account, letter: Letter) -> None:
    chosen = "  crème brûlée à 93 °C  "

    assert walk(client, letter, password=chosen).url == DONE

    assert check_password(chosen, fresh(account).password)
    assert not check_password(chosen.strip(), fresh(account).password)


def test_advice_comes_while_one_types_and_from_the_same_rule(client: PageClient, letter: Letter) -> None:
    begin(client, letter)

    weak = client.post(ADVICE, {"password": "bonjour"}, headers={"HX-Request": "true"})
    strong = client.post(ADVICE, {"password": CHOSEN_PASSWORD}, headers={"HX-Request": "true"})
    none_yet = client.post(ADVICE, {"password": ""}, headers={"HX-Request": "true"})

    assert {page.status_code for page in (weak, strong, none_yet)} == {200}
    assert "très solide" in words(strong)
    assert "très solide" not in words(weak)
    assert CHOSEN_PASSWORD not in words(strong)


def test_nobody_else_is_advised(client: PageClient, letter: Letter) -> None:
    assert client.post(ADVICE, {"password": "bonjour"}).status_code == 204

    begin(client, letter)
    assert client.get(ADVICE).status_code == 204


def test_a_crowd_is_told_to_try_again_and_loses_nothing(
    client: PageClient, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client, letter)
    accept_charter(client)
    choose_mail(client)
    with monkeypatch.context() as patch:
        patch.setattr(Argon2idHasher, "pool", HashingPool(slots=1, queue=0))
        with Argon2idHasher.pool.slot():
            assert choose_password(client).status_code == 503

    assert choose_password(client).url == DONE


# Dead links


def dead_page(browser: PageClient, path: str) -> str:
    for response in (browser.get(path), browser.post(path)):
        assert response.status_code == 410
    return words(response)


def test_a_link_already_used_says_so_and_leads_to_the_sign_in_page(client: PageClient, letter: Letter) -> None:
    walk(client, letter)

    page = dead_page(PageClient(), secret_address(letter))

    assert "déjà activé" in page
    assert 'href="/connexion/"' in page


def test_a_link_of_an_account_that_it_activated_says_so_too(client: PageClient, account: Account) -> None:
    letter = activation_letter(account)
    activated_now(account, at=clock.now())

    assert "déjà activé" in dead_page(client, secret_address(letter))


def test_a_link_older_than_24_hours_leads_to_first_connection(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    letter = activation_letter(account_in(State.ACTIVATABLE))
    at.later(hours=24)

    page = dead_page(client, secret_address(letter))

    assert "a expiré" in page
    assert 'href="/premiere-connexion/"' in page


def test_a_replaced_link_leads_to_the_newest_mail(client: PageClient, account: Account) -> None:
    older, newer = activation_letter(account), activation_letter(account)

    assert "plus récent" in dead_page(client, secret_address(older))
    assert client.get(secret_address(newer)).status_code == 200


def test_a_link_nobody_sent_explains_itself(client: PageClient) -> None:
    page = dead_page(client, f"/activation/{'A' * 43}/")

    assert "ne mène à rien" in page
    assert 'href="/premiere-connexion/"' in page


@pytest.mark.parametrize(
    "path", ["/activation/", "/activation/abc/", f"/activation/{'A' * 42}/", f"/activation/{'A' * 44}/"]
)
def test_what_cannot_be_a_link_is_no_page(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_link_of_a_suspended_account_does_not_activate(client: PageClient, account: Account) -> None:
    letter = activation_letter(account)
    begin(client, letter)
    suspend(account, reason="Enquête", by=None)

    page = dead_page(client, secret_address(letter))
    assert "ne peut pas être activé pour le moment" in page
    assert 'href="/premiere-connexion/"' in page
    assert client.get(CHARTER).status_code == 410


def test_a_link_for_a_new_password_activates_nothing_and_the_other_way_round(client: PageClient) -> None:
    token = secret_address(reset_letter(account_in(State.ACTIVE))).split("/")[2]
    assert "ne mène à rien" in dead_page(client, f"/activation/{token}/")

    token = secret_address(activation_letter(account_in(State.ACTIVATABLE))).split("/")[2]
    assert client.get(f"/nouveau-mot-de-passe/{token}/").status_code == 410


@pytest.mark.parametrize("page", [CHARTER, MAIL, PASSWORD])
def test_without_a_link_the_steps_lead_nowhere(client: PageClient, page: str) -> None:
    assert client.get(page).status_code == 410
    assert client.post(page, {"accepted": "on", "password": CHOSEN_PASSWORD}).status_code == 410


def test_a_link_that_expires_on_the_way_says_so_at_the_next_step(at: Traveller, client: PageClient) -> None:
    at("2026-09-02 10:00")
    letter = activation_letter(account_in(State.ACTIVATABLE))
    at.later(hours=23, minutes=59)
    begin(client, letter)
    accept_charter(client)
    choose_mail(client)
    at.later(minutes=2)

    expired = choose_password(client)

    assert expired.status_code == 410
    assert "a expiré" in words(expired)


def test_a_newer_mail_stops_who_had_begun_with_the_older(client: PageClient, account: Account, letter: Letter) -> None:
    begin(client, letter)
    activation_letter(account)

    assert "plus récent" in words(accept_charter(client))


# Two browsers


def test_of_two_browsers_the_first_activates_and_the_second_is_told_so(account: Account, letter: Letter) -> None:
    first, second = PageClient(), PageClient()
    for browser in (first, second):
        begin(browser, letter)
        accept_charter(browser)
        choose_mail(browser)

    assert choose_password(first, "soleil-tortue-93-bleu").url == DONE
    late = choose_password(second, "chemin-de-la-garrigue-93")

    assert late.status_code == 410
    assert "déjà activé" in words(late)
    assert check_password("soleil-tortue-93-bleu", fresh(account).password)
    assert second.get(DONE).status_code == 302


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_that_press_the_button_at_once_one_activates() -> None:
    account = account_in(State.ACTIVATABLE)
    letter = activation_letter(account)
    browsers = [PageClient(), PageClient()]
    for browser in browsers:
        begin(browser, letter)
        accept_charter(browser)
        choose_mail(browser)
    start = Barrier(len(browsers), timeout=PATIENCE)
    answers: list[int] = []

    def press(browser: PageClient, password: str) -> None:
        try:
            start.wait()
            answers.append(choose_password(browser, password).status_code)
        finally:
            connection.close()

    passwords = ["soleil-tortue-93-bleu", "chemin-de-la-garrigue-93"]
    threads = [Thread(target=press, args=pair) for pair in zip(browsers, passwords, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sorted(answers) == [302, 410]
    assert Activation.objects.count() == 1
    assert sum(check_password(password, Account.objects.get().password) for password in passwords) == 1


def test_somebody_signed_in_who_activates_an_account_is_signed_in_to_that_one(account: Account, letter: Letter) -> None:
    browser = signed_in(account_in(State.ACTIVE).person)

    walk(browser, letter)

    assert browser.session["_auth_user_id"] == str(account.pk)


# The code


def test_number_and_code_open_the_activation_in_any_browser(
    client: PageClient, account: Account, letter: Letter
) -> None:
    typed = {"number": account.person.student_number, "code": f"{letter.code[:4]} {letter.code[4:]}"}

    assert client.get(CODE).status_code == 200
    assert client.post(CODE, typed).url == CHARTER
    accept_charter(client)
    choose_mail(client)
    assert choose_password(client).url == DONE


def test_the_code_alone_is_enough_for_who_proved_their_identity_here(
    client: PageClient, account: Account, letter: Letter
) -> None:
    client.post("/premiere-connexion/", {"number": account.person.student_number, "birth_date": "14/03/2007"})

    assert "number" not in words(client.get(CODE))
    assert client.post(CODE, {"code": letter.code}).url == CHARTER


def test_a_wrong_code_says_what_to_check_and_the_sixth_try_waits(
    client: PageClient, account: Account, letter: Letter
) -> None:
    wrong = {"number": account.person.student_number, "code": f"{(int(letter.code) + 1) % 10**8:08}"}

    answers = [client.post(CODE, wrong) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Ce code ne convient pas" in words(answers[0])
    assert "15 secondes" in words(answers[5])


def test_five_wrong_codes_leave_the_link_of_the_same_mail_usable(
    client: PageClient, account: Account, letter: Letter
) -> None:
    for _ in range(5):
        client.post(CODE, {"number": account.person.student_number, "code": "00000000"})

    assert walk(client, letter).url == DONE


@pytest.mark.parametrize(
    "typed", [{}, {"number": "21904567"}, {"code": "12345678"}, {"number": "2" * 26, "code": "1" * 21}]
)
def test_half_of_number_and_code_is_not_enough(client: PageClient, typed: dict[str, str]) -> None:
    assert client.post(CODE, typed).status_code == 422


# The cost


def test_the_pages_of_the_activation_ask_the_database_little(
    client: PageClient, letter: Letter, max_queries: MaxQueries
) -> None:
    with max_queries(3):
        client.get(secret_address(letter))
    with max_queries(5):
        begin(client, letter)
    for page, answer in ((CHARTER, accept_charter), (MAIL, choose_mail)):
        with max_queries(4):
            client.get(page)
        with max_queries(5):
            answer(client)
    with max_queries(4):
        client.get(PASSWORD)
    with max_queries(2):
        client.post(ADVICE, {"password": "bonjour"}, headers={"HX-Request": "true"})
    with max_queries(16):
        choose_password(client)
    with max_queries(5):
        client.get(DONE)
