"""Taking down a person, and giving a student number that tells nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from peristyle.kernel import clock
from peristyle.people.actions import register_person as registering
from peristyle.people.public import Person, give_student_number, register_person, set_backup_email
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_person_is_taken_down_with_the_civil_status_and_shown_with_usual_names() -> None:
    person = register_person(
        birth_name="Martin",
        given_name="Élodie",
        usual_name="N’Guessan",
        usual_given_name="Élo",
        birth_date=date(2006, 5, 17),
        birth_place="Sète",
    )

    assert str(person) == person.display_name == "Élo N’Guessan"
    assert person.initials == "ÉN"
    assert (person.birth_name, person.given_name) == ("Martin", "Élodie")
    assert person.language == "fr"


def test_without_usual_names_those_of_the_civil_status_are_shown() -> None:
    assert PersonFactory.build(birth_name="Martin", given_name="Élodie").display_name == "Élodie Martin"


def test_a_personal_address_is_verified_when_somebody_says_so(at: Traveller) -> None:
    at("2026-09-01 10:00")
    facts = {"birth_name": "Martin", "given_name": "Léa", "birth_date": date(2006, 5, 17)}

    unverified = register_person(**facts, backup_email="lea@example.org")  # type: ignore[arg-type]
    verified = register_person(**facts, backup_email="lea@example.net", backup_email_verified=True)  # type: ignore[arg-type]

    assert unverified.backup_email_verified_at is None
    assert verified.backup_email_verified_at == clock.now()


def test_another_personal_address_is_not_verified_any_more() -> None:
    person = PersonFactory.create(backup_email="lea@example.org", backup_email_verified_at=clock.now())

    set_backup_email(person, "lea@example.net")

    person.refresh_from_db()
    assert (person.backup_email, person.backup_email_verified_at) == ("lea@example.net", None)


def test_an_ine_belongs_to_one_person() -> None:
    PersonFactory.create(national_id="0600000001P")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory.create(national_id="0600000001P")


def test_persons_without_ine_are_as_many_as_there_are() -> None:
    PersonFactory.create_batch(3, national_id=None)

    assert Person.objects.filter(national_id=None).count() == 3


def test_a_student_number_is_eight_digits_and_given_once() -> None:
    person = PersonFactory.create()

    number = give_student_number(person)

    assert number == person.student_number == give_student_number(person)
    assert len(number) == 8
    assert number.isdigit()
    assert Person.objects.get(student_number=number) == person


def test_a_number_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter([1234567, 1234567, 7654321])
    monkeypatch.setattr(registering.secrets, "randbelow", lambda _: next(draws))

    first, second = give_student_number(PersonFactory.create()), give_student_number(PersonFactory.create())

    assert (first, second) == ("21234567", "27654321")


def test_a_number_given_meanwhile_by_another_process_is_kept() -> None:
    person = PersonFactory.create()
    Person.objects.filter(pk=person.pk).update(student_number="20000001")

    assert give_student_number(person) == "20000001"
