"""Take down a person, and give a number."""

import secrets
from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction

from peristyle.kernel import clock
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.models import Person
from peristyle.people.queries import find_alike


def register_person(
    *,
    birth_name: str,
    given_name: str,
    birth_date: date,
    national_id: str | None = None,
    backup_email: str = "",
    backup_email_verified: bool = False,
    **facts: str,
) -> Person:
    """Take down somebody not known yet; `facts` are the other columns of Person."""
    now = clock.now()
    person = Person.objects.create(
        birth_name=birth_name,
        given_name=given_name,
        birth_date=birth_date,
        national_id=national_id,
        backup_email=backup_email,
        backup_email_verified_at=now if backup_email_verified else None,
        created_at=now,
        **facts,
    )
    index_persons([person.pk])
    return person


def recognise_or_register(*, birth_name: str, given_name: str, birth_date: date, email: str) -> Person:
    """The person whom these tell for sure, or somebody new, to be reached at that address."""
    known = find_alike(birth_name=birth_name, given_name=given_name, birth_date=birth_date, email=email)
    return known or register_person(
        birth_name=birth_name, given_name=given_name, birth_date=birth_date, backup_email=email
    )


def give_student_number(person: Person) -> str:
    """Give the person a student number of eight digits if they have none; drawn, so that numbers tell nothing."""
    return _give_number(person, "student_number", lambda: str(2 * 10**7 + secrets.randbelow(10**7)))


def give_guest_number(person: Person) -> str:
    """Give the person a guest number, E and eight digits, if they have none: with it they prove who they are."""
    return _give_number(person, "guest_number", lambda: f"E{secrets.randbelow(10**8):08d}")


def _give_number(person: Person, column: str, draw: Callable[[], str]) -> str:
    drawn = False
    while not (number := getattr(person, column)):
        drawn = True
        try:
            with transaction.atomic():
                Person.objects.filter(pk=person.pk, **{column: None}).update(**{column: draw()})
        except IntegrityError:
            continue
        person.refresh_from_db(fields=[column])
    if drawn:
        index_persons([person.pk])
    return str(number)
