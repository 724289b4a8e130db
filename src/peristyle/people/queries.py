"""Finding persons."""

from datetime import date

from django.db.models import Q

from peristyle.people.models import Person


def find_by_number(number: str, birth_date: date) -> Person | None:
    """The person with this student or staff number, if the birth date is theirs. One query, whatever is wrong."""
    return Person.objects.filter(Q(student_number=number) | Q(staff_number=number), birth_date=birth_date).first()


def find_by_number_alone(number: str) -> Person | None:
    """The person with this student or staff number, for whoever proves themselves otherwise (a mailed code)."""
    return Person.objects.filter(Q(student_number=number) | Q(staff_number=number)).first()


def find_by_national_id(national_id: str, birth_date: date) -> Person | None:
    """The person with this INE, if the birth date is theirs."""
    return Person.objects.filter(national_id=national_id, birth_date=birth_date).first()
