"""A link or a code received by mail: looking changes nothing, using works once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.actions.type_code import type_code
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead, consume_link, link_of_code, link_state
from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import CODE_TRIES, LinkState
from peristyle.audit.public import journal
from tests.accounts.factories import account_in, activated_now, activation_letter, coming_from, link_of, reset_letter
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PATIENCE = 30


def refused(account: Account, code: str) -> bool:
    try:
        link_of_code(account.person, LinkPurpose.ACTIVATION, code)
    except CodeRefused:
        return True
    return False


def another_code(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


# Links


def test_a_link_works_once() -> None:
    link = link_of(activation_letter(account_in(State.ACTIVATABLE)))

    consume_link(link)

    with pytest.raises(LinkDead) as dead:
        consume_link(link)
    assert dead.value.state == LinkState.USED


def test_an_old_link_and_a_replaced_one_say_why_they_are_dead(at: Traveller) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)
    older = link_of(activation_letter(account))
    newer = link_of(activation_letter(account))
    at.later(hours=24)

    states = []
    for link in (older, newer):
        with pytest.raises(LinkDead) as dead:
            consume_link(link)
        states.append(dead.value.state)

    assert states == [LinkState.SUPERSEDED, LinkState.EXPIRED]


def test_a_link_does_not_work_while_its_account_is_suspended() -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))
    suspend(account, reason="Mot de passe divulgué", by=None)

    assert link_state(link) == LinkState.SHUT

    lift_suspension(account, by=None)
    assert link_state(link_of_same(link)) == LinkState.USABLE


def test_the_link_of_an_account_activated_by_it_says_so() -> None:
    account = account_in(State.ACTIVATABLE)
    link = link_of(activation_letter(account))
    activated_now(account, at=account.activatable_at)

    assert link_state(link_of_same(link)) == LinkState.USED


def test_a_link_to_choose_a_new_password_does_not_outlive_the_account(at: Traveller) -> None:
    at("2026-06-01 10:00")
    account = account_in(State.CLOSING)
    link = send_link(account, LinkPurpose.RESET, life=timedelta(days=60))
    assert link_state(link) == LinkState.USABLE

    at.later(days=40)
    assert link_state(link) == LinkState.SHUT


def link_of_same(link: MailedLink) -> MailedLink:
    return MailedLink.objects.select_related("account__person", "account__activation").get(pk=link.pk)


# Codes


def test_the_code_of_the_newest_mail_opens_its_link_spaces_or_not() -> None:
    account = account_in(State.ACTIVATABLE)
    activation_letter(account)
    letter = activation_letter(account)

    assert link_of_code(account.person, LinkPurpose.ACTIVATION, letter.code) == link_of(letter)
    assert link_of_code(account.person, LinkPurpose.ACTIVATION, f" {letter.code[:4]} {letter.code[4:]}") == link_of(
        letter
    )


def test_the_code_of_an_older_mail_is_refused() -> None:
    account = account_in(State.ACTIVATABLE)
    older = activation_letter(account)
    activation_letter(account)

    assert refused(account, older.code)


def test_an_old_code_is_refused_and_so_is_one_whose_link_was_used(at: Traveller) -> None:
    at("2026-09-01 10:00")
    first, second = account_in(State.ACTIVATABLE), account_in(State.ACTIVATABLE)
    used, old = activation_letter(first), activation_letter(second)
    consume_link(link_of(used))
    assert refused(first, used.code)

    at.later(hours=24)
    assert refused(second, old.code)


def test_a_code_for_a_new_password_does_not_activate() -> None:
    account = account_in(State.ACTIVE)
    letter = reset_letter(account)

    assert refused(account, letter.code)
    assert link_of_code(account.person, LinkPurpose.RESET, letter.code) == link_of(letter)


def test_somebody_elses_code_is_refused() -> None:
    mine, theirs = account_in(State.ACTIVATABLE), account_in(State.ACTIVATABLE)
    activation_letter(mine)

    assert refused(mine, activation_letter(theirs).code)


def test_five_wrong_codes_kill_the_code_but_not_the_link() -> None:
    account = account_in(State.ACTIVATABLE)
    letter = activation_letter(account)

    for _ in range(CODE_TRIES):
        assert refused(account, another_code(letter.code))

    assert refused(account, letter.code)
    assert link_state(link_of(letter)) == LinkState.USABLE


def test_after_four_wrong_codes_the_right_one_still_opens() -> None:
    account = account_in(State.ACTIVATABLE)
    letter = activation_letter(account)
    for _ in range(CODE_TRIES - 1):
        assert refused(account, another_code(letter.code))

    assert not refused(account, letter.code)


@pytest.mark.parametrize("typed", ["", " ", "0", "x", "١٢٣٤٥٦٧٨", "\u00b2" * 8, "0" * 20, "' OR 1=1 --"])
def test_what_is_not_a_code_is_refused(typed: str) -> None:
    account = account_in(State.ACTIVATABLE)
    activation_letter(account)

    assert refused(account, typed)


def test_a_refused_code_is_written_down_without_the_code() -> None:
    account = account_in(State.ACTIVATABLE)
    wrong = another_code(activation_letter(account).code)

    assert refused(account, wrong)

    entry = journal(action="accounts.refuse_code").get()
    assert entry.subject == f"people.person:{account.person_id}"
    assert wrong not in str(entry.details)


def test_a_number_may_not_be_tried_for_ever_and_only_there() -> None:
    account = account_in(State.ACTIVATABLE)
    code = activation_letter(account).code
    number = account.person.student_number

    def try_once() -> None:
        type_code(LinkPurpose.ACTIVATION, another_code(code), person=None, number=number)

    with coming_from("203.0.113.9"):
        for _ in range(5):
            with pytest.raises(CodeRefused):
                try_once()
        with pytest.raises(TooManyTries):
            try_once()
    with coming_from("192.0.2.1"), pytest.raises(CodeRefused):
        try_once()


def test_an_unknown_number_is_refused_like_a_known_one() -> None:
    with pytest.raises(CodeRefused):
        type_code(LinkPurpose.ACTIVATION, "12345678", person=None, number="99999999")


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_a_code_tried_by_many_at_once_is_tried_five_times() -> None:
    account = account_in(State.ACTIVATABLE)
    wrong = another_code(activation_letter(account).code)
    contenders = 9
    start = Barrier(contenders, timeout=PATIENCE)

    def guess() -> None:
        try:
            start.wait()
            assert refused(account, wrong)
        finally:
            connection.close()

    threads = [Thread(target=guess) for _ in range(contenders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert MailedLink.objects.get().code_tries == CODE_TRIES


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_a_link_used_by_many_at_once_is_used_once() -> None:
    link = link_of(activation_letter(account_in(State.ACTIVATABLE)))
    contenders = 9
    start = Barrier(contenders, timeout=PATIENCE)
    outcomes: list[str] = []

    def use() -> None:
        try:
            start.wait()
            consume_link(link_of_same(link))
            outcomes.append("used")
        except LinkDead as dead:
            outcomes.append(f"refused, {dead.state}")
        finally:
            connection.close()

    threads = [Thread(target=use) for _ in range(contenders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sorted(outcomes) == ["refused, used"] * (contenders - 1) + ["used"]
