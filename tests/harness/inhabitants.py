"""Somebody for each role, made through the doors of the rooms, with an active account."""

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest
from django.contrib.auth.hashers import make_password

from peristyle.accounts.public import Account, Activation, CharterAcceptance, open_account
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.kernel.proofs import PROOF
from peristyle.people.public import (
    AffiliationKind,
    Component,
    Person,
    assign_role,
    open_affiliation,
    register_person,
    sync_components,
)
from tests.harness.page_client import PageClient

PASSWORD = "glycine-4-arcades"
BACKEND = "peristyle.accounts.backend.AccountBackend"
#: Roles that an affiliation gives; the others are assigned to a member of the staff.
BY_AFFILIATION = {
    Role.STUDENT: AffiliationKind.STUDENT,
    Role.TEACHER: AffiliationKind.TEACHER,
    Role.STAFF: AffiliationKind.STAFF,
    Role.GUEST: AffiliationKind.GUEST,
}
_numbers = count(1)

Inhabitants = Callable[..., Person]


@pytest.fixture
def inhabitant(db: None) -> Inhabitants:
    """`inhabitant(Role.STUDENT)` is a new person of that role who may sign in with `PASSWORD`."""
    return someone


@pytest.fixture
def client(db: None) -> PageClient:
    """A stranger's browser."""
    return PageClient()


@pytest.fixture
def client_for(db: None) -> Callable[[Person], PageClient]:
    """`client_for(person)` is the browser of a person who has signed in."""
    return signed_in


def someone(role: Role, *, component: Component | None = None) -> Person:
    """A person who holds `role`, with an active account."""
    number = next(_numbers)
    person = register_person(
        birth_name="Aubépine",
        given_name="Camille",
        birth_date=date(2004, 2, 29),
        backup_email=f"camille.{number}@example.net",
        backup_email_verified=True,
    )
    open_affiliation(
        person,
        BY_AFFILIATION.get(role, AffiliationKind.STAFF),
        starts_on=clock.today(),
        ends_on=None,
        source="tests",
        source_reference=str(number),
    )
    if role not in BY_AFFILIATION:
        sync_components()
        assign_role(person, role, component=component)
    _activate(person, student=role == Role.STUDENT)
    return person


def signed_in(person: Person) -> PageClient:
    """The browser of `person`, signed in."""
    browser = PageClient()
    browser.force_login(Account.objects.get(person=person), backend=BACKEND)
    session = browser.session
    now = clock.now().isoformat()
    session[PROOF] = {"opened_at": now, "authenticated_at": now, "method": "password"}
    session.save()
    return browser


def _activate(person: Person, *, student: bool) -> None:
    domains = institution.current().domains
    account = open_account(person, domain=domains.student if student else domains.staff, activatable_at=clock.now())
    account.password = make_password(PASSWORD)
    account.save(update_fields=["password"])
    Activation.objects.create(account=account, at=clock.now())
    version = institution.current().charter.version
    CharterAcceptance.objects.create(account=account, version=version, accepted_at=clock.now())
