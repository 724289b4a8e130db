"""Take down a person, and give a student number."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction

from peristyle.kernel import clock
from peristyle.people.models import Person

STUDENT_NUMBER_DIGITS = 8


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
    return Person.objects.create(
        birth_name=birth_name,
        given_name=given_name,
        birth_date=birth_date,
        national_id=national_id,
        backup_email=backup_email,
        backup_email_verified_at=now if backup_email_verified else None,
        created_at=now,
        **facts,
    )


def give_student_number(person: Person) -> str:
    """Give the person a student number of eight digits if they have none; drawn, so that numbers tell nothing."""
    while not person.student_number:
        number = str(2 * 10**7 + secrets.randbelow(10**7))
        try:
            with transaction.atomic():
                Person.objects.filter(pk=person.pk, student_number=None).update(student_number=number)
        except IntegrityError:
            continue
        person.refresh_from_db(fields=["student_number"])
    return person.student_number
