"""A view says who may see it, and keeps its word."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from peristyle.accounts.public import Account, account_of_person
from peristyle.accounts.session_store import SessionStore
from peristyle.kernel.access import anyone, person_of, requires, signed_in
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants

pytestmark = pytest.mark.django_db


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


def request_of(user: Account | AnonymousUser, path: str = "/gestion/journal/?action=mail") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    request.session = SessionStore()
    request.resolver_match = resolve(urlsplit(path).path)
    return request


def account_of(person: Any) -> Account:
    account = account_of_person(person.pk)
    assert account is not None
    return account


def test_anyone_sees_what_is_open() -> None:
    assert anyone(page)(request_of(AnonymousUser())).content == b"the page"


@pytest.mark.parametrize("declaration", [signed_in, requires("audit.read_journal")], ids=["signed in", "capability"])
def test_a_stranger_is_sent_to_the_sign_in_page_and_comes_back(declaration: Any) -> None:
    response = declaration(page)(request_of(AnonymousUser()))

    target = urlsplit(response["Location"])
    assert target.path == reverse("accounts:sign_in")
    assert parse_qs(target.query) == {"suite": ["/gestion/journal/?action=mail"]}


def test_who_is_signed_in_sees_what_is_for_them(inhabitant: Inhabitants) -> None:
    student = account_of(inhabitant(Role.STUDENT))

    assert signed_in(page)(request_of(student)).content == b"the page"


def test_a_capability_opens_the_page_to_who_holds_it_and_to_nobody_else(inhabitant: Inhabitants) -> None:
    view = requires("audit.read_journal")(page)

    assert view(request_of(account_of(inhabitant(Role.IT_STAFF)))).content == b"the page"
    with pytest.raises(PermissionDenied):
        view(request_of(account_of(inhabitant(Role.STUDENT))))


@pytest.mark.parametrize("declaration", [signed_in, requires("audit.read_journal")], ids=["signed in", "capability"])
def test_who_may_see_one_page_only_is_led_there(declaration: Any, inhabitant: Inhabitants) -> None:
    leaving = account_of(inhabitant(Role.IT_STAFF))
    leaving.confined_by = "closing"

    elsewhere = declaration(page)(request_of(leaving))
    there = declaration(page)(request_of(leaving, reverse("accounts:closing")))

    assert elsewhere["Location"] == reverse("accounts:closing")
    assert there.content == b"the page"


def test_behind_a_declaration_the_person_is_known(inhabitant: Inhabitants) -> None:
    student = inhabitant(Role.STUDENT)

    assert person_of(request_of(account_of(student))) == student


def test_a_view_wears_its_declaration() -> None:
    assert anyone(page).access.kind == "anyone"  # type: ignore[attr-defined]
    assert signed_in(page).access.kind == "signed in"  # type: ignore[attr-defined]
    assert requires("audit.read_journal")(page).access.capability == "audit.read_journal"  # type: ignore[attr-defined]
