"""IT's pages: suggestions, preview, merge, undoing."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.kernel.permissions import Role
from peristyle.people.actions.find_duplicates import find_duplicates
from peristyle.people.models import Merge, Person, PossibleDuplicate
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.records import a_record, standing

pytestmark = pytest.mark.django_db
LIST = "/gestion/doublons/"
MERGES = "/gestion/doublons/fusions/"


@pytest.fixture
def officer(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.IT_STAFF)


@pytest.fixture
def browser(officer: Person) -> PageClient:
    return signed_in(officer)


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_records_that_resemble_are_suggested_every_night_once(browser: PageClient) -> None:
    one, other = a_record(), a_record()
    a_record(birth_name="Durand", given_name="Zoé")
    find_duplicates.call()
    find_duplicates.call()

    page = text(browser.get(LIST))

    assert PossibleDuplicate.objects.count() == 1
    assert f"{LIST}{one.pk}/{other.pk}/" in page
    assert "Même date de naissance, mêmes noms" in page


def test_twins_are_said_to_be_two_and_not_suggested_again(browser: PageClient, officer: Person) -> None:
    a_record(), a_record()
    find_duplicates.call()
    pair = PossibleDuplicate.objects.get()

    browser.post(f"{LIST}{pair.pk}/deux-personnes/")
    find_duplicates.call()

    pair.refresh_from_db()
    assert pair.dismissed_by == officer
    assert "Aucune fiche ne ressemble" in text(browser.get(LIST))


def test_a_list_of_suggestions_costs_the_same_however_long(
    browser: PageClient, max_queries: Callable[..., Any]
) -> None:
    for _ in range(8):
        a_record()
    find_duplicates.call()

    with max_queries(12):
        page = text(browser.get(LIST))

    assert "page=2" in page


def test_two_records_are_compared_by_their_numbers(browser: PageClient) -> None:
    one, other = a_record(facts=("student_number",)), a_record(facts=("staff_number",))

    answer = browser.post(LIST, {"kept": one.student_number, "absorbed": other.staff_number})

    assert answer["Location"] == f"{LIST}{one.pk}/{other.pk}/"


@pytest.mark.parametrize(("absorbed", "said"), [("inconnu", "Aucune fiche"), ("same", "C’est la même fiche")])
def test_a_number_that_leads_nowhere_is_said_to(browser: PageClient, absorbed: str, said: str) -> None:
    one = a_record(facts=("student_number",))
    number = one.student_number if absorbed == "same" else absorbed

    answer = browser.post(LIST, {"kept": one.student_number, "absorbed": number})

    assert answer.status_code == 422
    assert said in text(answer)


def test_the_preview_shows_what_will_move_and_changes_nothing(
    browser: PageClient, max_queries: Callable[..., Any]
) -> None:
    kept = a_record("account", "redirect", facts=("student_number",))
    absorbed = a_record("account", "redirect", "tie", "guest", facts=("student_number", "phone"))

    with max_queries(90):
        page = text(browser.get(f"{LIST}{kept.pk}/{absorbed.pk}/"))

    for said in ("Comptes informatiques", "Rattachements", "Invités parrainés", "Numéro étudiant", "Téléphone"):
        assert said in page
    assert not Merge.objects.exists()


def test_a_merge_is_made_then_undone(browser: PageClient, officer: Person) -> None:
    kept, absorbed = a_record("account"), a_record("account", "tie")

    browser.post(f"{LIST}{kept.pk}/{absorbed.pk}/")
    merge = Merge.objects.get()
    assert (merge.by, standing(absorbed).merged_into) == (officer, kept)
    assert "Annuler la fusion" in text(browser.get(MERGES))
    assert browser.get(f"{LIST}{kept.pk}/{absorbed.pk}/").status_code == 404

    page = text(browser.post(f"{MERGES}{merge.pk}/annulation/", follow=True))

    assert standing(absorbed).merged_into is None
    assert "Annulée" in page


def test_a_merge_that_is_over_cannot_be_undone_again(browser: PageClient) -> None:
    kept, absorbed = a_record(), a_record("tie")
    browser.post(f"{LIST}{kept.pk}/{absorbed.pk}/")
    address = f"{MERGES}{Merge.objects.get().pk}/annulation/"
    browser.post(address)

    assert "ne peut plus être annulée" in text(browser.post(address, follow=True))


def test_nobody_merges_themselves(browser: PageClient, officer: Person) -> None:
    answer = browser.post(f"{LIST}{officer.pk}/{a_record().pk}/")

    assert answer.status_code == 422
    assert "votre propre fiche" in text(answer)


def test_merging_asks_for_a_fresh_proof(browser: PageClient, at: Traveller) -> None:
    kept, absorbed = a_record(), a_record()
    at.later(minutes=11)

    answer = browser.get(f"{LIST}{kept.pk}/{absorbed.pk}/")

    assert answer.status_code == 302


def test_an_absorbed_record_is_found_under_the_kept_one_only(browser: PageClient) -> None:
    kept, absorbed = a_record("account", birth_name="Aubépine"), a_record("account", birth_name="Églantine")
    browser.post(f"{LIST}{kept.pk}/{absorbed.pk}/")

    page = text(browser.get("/gestion/comptes/?q=eglantine"))

    assert f"/gestion/comptes/{kept.pk}/" in page
    assert f"/gestion/comptes/{absorbed.pk}/" not in page
    assert browser.get(f"/gestion/comptes/{absorbed.pk}/")["Location"] == f"/gestion/comptes/{kept.pk}/"


def test_what_happened_to_the_absorbed_record_stands_in_the_timeline_of_the_kept_one(browser: PageClient) -> None:
    kept, absorbed = a_record("account"), a_record("account")
    login = absorbed.account.login
    browser.post(f"{LIST}{kept.pk}/{absorbed.pk}/")

    assert login in text(browser.get(f"/gestion/comptes/{kept.pk}/"))
