import pytest
from django.contrib.auth.hashers import check_password

from peristyle.accounts.passwords import review_for
from peristyle.accounts.public import Account
from peristyle.accounts.rules.passwords import PROFILES
from peristyle.demo.actions.load_university import load_university
from peristyle.demo.queries import characters_present, newcomers_waiting
from peristyle.demo.university.cast import CHARACTERS, NEWCOMERS, PASSWORD, Newcomer
from peristyle.enrolment.actions.open_file import open_file
from peristyle.kernel.permissions import Role


@pytest.fixture(autouse=True)
def university(db: None) -> None:
    load_university(students=10, seed=1)


@pytest.mark.parametrize("name", PROFILES)
def test_the_shared_password_satisfies_every_policy_for_everybody_who_uses_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peristyle.accounts.passwords.profile", lambda: PROFILES[name])

    refused = [
        login
        for _, login in characters_present()
        if not review_for(Account.objects.get(login=login).person, PASSWORD, login=login).accepted
    ]

    assert refused == []


def test_there_is_one_character_for_each_role_that_works_in_the_house() -> None:
    assert {character.role for character in CHARACTERS} == set(Role) - {Role.STAFF, Role.GUEST}


def test_each_character_holds_their_role_and_the_shared_password() -> None:
    assert len(characters_present()) == len(CHARACTERS)
    for character, login in characters_present():
        account = Account.objects.select_related("person").get(login=login)
        assert character.role in {held.role for held in account.person.held_roles()}
        assert check_password(PASSWORD, account.password)


@pytest.mark.parametrize("newcomer", NEWCOMERS, ids=lambda newcomer: newcomer.application_number)
def test_each_newcomer_can_open_their_enrolment(newcomer: Newcomer) -> None:
    file = open_file(newcomer.application_number, newcomer.identity.birth_date, newcomer.email)

    assert file.admission.step.code == newcomer.step
    assert newcomer in newcomers_waiting()
