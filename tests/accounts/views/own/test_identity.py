"""« Identité »."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import AffiliationFactory, account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in

pytestmark = pytest.mark.django_db


def test_the_page_tells_what_is_known_and_how_to_have_it_corrected() -> None:
    account = account_in(
        State.ACTIVE,
        person__given_name="Frédérique",
        person__usual_given_name="Fred",
        person__birth_name="Aubépine",
        person__birth_place="Sète",
        person__birth_country="France",
        person__student_number="22612345",
        person__national_id="123456789AB",
    )

    page = words(signed_in(account.person).get("/compte/identite/"))

    for told in (
        "Frédérique",
        "Fred",
        "Aubépine",
        "14 mars 2007",
        "Sète, France",
        "22612345",
        account.login,
        "Étudiant",
    ):
        assert told in page
    assert "••••••••9AB" in page
    assert "123456789AB" not in page
    assert 'href="/aide/?sujet=identity#demande"' in page


def test_a_tie_that_should_never_have_been_is_not_told(
    max_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    account = account_in(State.ACTIVE)
    AffiliationFactory.create(person=account.person, starts_on=date(2019, 9, 1), voided_on=date(2019, 10, 1))
    for year in range(2020, 2026):
        AffiliationFactory.create(person=account.person, starts_on=date(year, 9, 1), ends_on=date(year + 1, 8, 31))
    browser = signed_in(account.person)

    with max_queries(8):
        page = words(browser.get("/compte/identite/"))

    assert "1er septembre 2019" not in page
    assert "du 1er septembre 2020 au 31 août 2021" in page
