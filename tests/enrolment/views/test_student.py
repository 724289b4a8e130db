from collections.abc import Callable
from typing import Any

import pytest

from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.home import recent_enrolments
from peristyle.enrolment.models import Enrolment, Receipt
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


def enrol(person: Person) -> Receipt:
    """The person enrols as a grant holder, under their own INE."""
    Person.objects.filter(pk=person.pk).update(national_id="0600000001P")
    admission = AdmissionFactory.create(birth_name=person.birth_name, birth_date=person.birth_date, grant_holder=True)
    start_payment(ReadyFileFactory.create(admission=admission, national_id="0600000001P"))
    assert Enrolment.objects.get().person == person
    return Receipt.objects.get()


def test_a_student_sees_their_enrolments_and_receipts(inhabitant: Inhabitants, max_queries: Callable[..., Any]) -> None:
    person = inhabitant(Role.STUDENT)
    receipt = enrol(person)
    browser = signed_in(person)

    with max_queries(18):
        page = browser.get("/scolarite/").content.decode()

    assert "EE1 L1 Economie" in page
    assert f"/scolarite/recus/{receipt.number}/" in page
    assert receipt.number in browser.get(f"/scolarite/recus/{receipt.number}/").content.decode()


def test_who_has_no_enrolment_is_told_where_to_begin(inhabitant: Inhabitants) -> None:
    page = signed_in(inhabitant(Role.STUDENT)).get("/scolarite/").content.decode()

    assert "/inscription/" in page


def test_scolarite_asks_who_one_is(client: PageClient) -> None:
    assert client.get("/scolarite/")["Location"].startswith("/connexion/")


def test_the_home_says_for_a_month_that_the_enrolment_is_validated(inhabitant: Inhabitants, at: Traveller) -> None:
    person = inhabitant(Role.STUDENT)
    enrol(person)

    assert [item.detail for item in recent_enrolments(person)] == ["EE1 L1 Economie"]
    at.later(days=30)
    assert not list(recent_enrolments(person))
