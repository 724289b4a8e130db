"""An identifier once given stays given, and an account is opened once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.models import Account, GivenLogin
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.people.public import Person
from tests.accounts.factories import DOMAIN, AffiliationFactory, PersonFactory, account_in
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PATIENCE = 30
#: Few enough for homonyms, also such as differ by an accent, an apostrophe or a digit only.
NAMES = st.sampled_from(["Léa", "Lea", "LEA", "Lé-a", "Lea2", "L’éa", "李", "", "’"])
RunDueTasks = Callable[..., list[str]]


def opened(person: Person, *, domain: str = DOMAIN) -> Account:
    return open_account(person, domain=domain, activatable_at=clock.now() + timedelta(minutes=15))


def test_the_identifier_is_built_from_the_names_shown_on_screens() -> None:
    person = PersonFactory.create(
        given_name="Léa", birth_name="Le Goff", usual_given_name="Zoé", usual_name="d’Aubigné"
    )

    assert opened(person).login == f"zoe.daubigne@{DOMAIN}"


def test_a_new_account_has_no_password_and_its_identifier_is_taken_for_ever() -> None:
    account = opened(PersonFactory.create())

    assert not account.has_usable_password()
    assert GivenLogin.objects.get(login=account.login).person == account.person


def test_homonyms_take_the_next_free_number() -> None:
    homonyms = PersonFactory.create_batch(4, given_name="Léa", birth_name="Martin")

    logins = [opened(person).login for person in homonyms]

    assert logins == [f"lea.martin{suffix}@{DOMAIN}" for suffix in ("", "2", "3", "4")]


def test_the_same_name_stands_once_in_each_domain() -> None:
    student, lecturer = PersonFactory.create_batch(2, given_name="Léa", birth_name="Martin")

    assert opened(student).login == f"lea.martin@{DOMAIN}"
    assert opened(lecturer, domain="umontpellier.fr").login == "lea.martin@umontpellier.fr"


def test_an_identifier_is_not_given_again_after_its_holder_was_erased() -> None:
    first, second = PersonFactory.create_batch(2, given_name="Léa", birth_name="Martin")
    opened(first)
    first.delete()

    assert opened(second).login == f"lea.martin2@{DOMAIN}"
    assert GivenLogin.objects.get(login=f"lea.martin@{DOMAIN}").person is None


def test_who_comes_back_after_their_account_was_erased_receives_the_same_identifier() -> None:
    person, homonym = PersonFactory.create_batch(2, given_name="Léa", birth_name="Martin")
    first = opened(person).login
    Account.objects.all().delete()
    opened(homonym)

    assert opened(person).login == first


def test_a_changed_name_does_not_change_the_identifier() -> None:
    person = PersonFactory.create(given_name="Léa", birth_name="Martin")
    before = opened(person).login
    person.usual_name = "Le Goff"
    person.save()

    assert opened(person).login == before


def test_an_open_account_is_kept_with_its_password() -> None:
    account = account_in(State.ACTIVE)

    again = opened(account.person)

    assert again.pk == account.pk
    assert again.password == account.password


def test_the_activation_mail_leaves_fifteen_minutes_later(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = opened(AffiliationFactory.create().person)

    run_due_tasks()
    assert len(outbox) == 0

    at.later(minutes=15)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == [account.person.backup_email]


def test_an_active_account_receives_no_activation_mail(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    opened(account_in(State.ACTIVE).person)

    at.later(minutes=15)
    run_due_tasks()
    assert len(outbox) == 0


def test_who_returns_without_having_activated_receives_a_new_mail(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    account = account_in(State.ACTIVATABLE)

    opened(account.person)
    at.later(minutes=15)
    run_due_tasks()

    assert len(outbox.to(account.person.backup_email)) == 1


def test_what_is_opened_in_a_transaction_that_fails_was_never_opened(run_due_tasks: RunDueTasks) -> None:
    person = PersonFactory.create()

    with transaction.atomic():
        open_account(person, domain=DOMAIN, activatable_at=clock.now())
        transaction.set_rollback(True)

    assert not Account.objects.exists()
    assert not GivenLogin.objects.exists()
    assert run_due_tasks() == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_whatever_the_names_nobody_receives_somebody_elses_identifier(names: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        people = [PersonFactory.create(given_name=given_name, birth_name=name) for given_name, name in names]
        logins = [opened(person).login for person in people]
        again = [opened(person).login for person in people]
        transaction.set_rollback(True)

    assert len(set(logins)) == len(people)
    assert again == logins


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("contenders", [2, 6])
def test_simultaneous_homonyms_each_receive_an_identifier_of_their_own(contenders: int) -> None:
    people = PersonFactory.create_batch(contenders, given_name="Léa", birth_name="Martin")
    start = Barrier(contenders, timeout=PATIENCE)

    def open_at_the_same_time(person: Person) -> None:
        try:
            with transaction.atomic():
                start.wait()
                opened(person)
        finally:
            connection.close()

    threads = [Thread(target=open_at_the_same_time, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    expected = {f"lea.martin{suffix}@{DOMAIN}" for suffix in ["", *map(str, range(2, contenders + 1))]}
    assert set(Account.objects.values_list("login", flat=True)) == expected
    assert set(GivenLogin.objects.values_list("login", flat=True)) == expected


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_identifier_that_a_failed_creation_had_taken_goes_to_the_other() -> None:
    failing, lasting = PersonFactory.create_batch(2, given_name="Léa", birth_name="Martin")
    taken = Barrier(2, timeout=PATIENCE)

    def open_and_fail() -> None:
        try:
            with transaction.atomic():
                opened(failing)
                taken.wait()
                transaction.set_rollback(True)
        finally:
            connection.close()

    thread = Thread(target=open_and_fail)
    thread.start()
    taken.wait()
    account = opened(lasting)
    thread.join(PATIENCE)

    assert account.login == f"lea.martin@{DOMAIN}"
