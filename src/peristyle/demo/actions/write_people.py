"""Write down persons and what ties them to the university."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from peristyle.accounts.public import login_candidates
from peristyle.demo.actions.write_teaching import Years
from peristyle.demo.university.draw import DrawnMember, DrawnStudent
from peristyle.demo.university.identities import Identity
from peristyle.people.public import Affiliation, AffiliationKind, Person, StaffCategory

#: Reserved for documentation (RFC 2606, Afnic): nobody reads mail there.
MAIL_DOMAINS = ("example.org", "example.fr", "example.net")
ENROLMENTS_OPEN_ON = (7, 6)


def write_students(students: Sequence[DrawnStudent], years: Years) -> list[Person]:
    """Students and one affiliation for each of their years; returns the persons, in the same order."""
    persons = Person.objects.bulk_create(
        _person(
            student.identity,
            created_at=first_payment(student),
            student_number=student.student_number,
            national_id=student.national_id,
            number=student.student_number if student.has_backup_email else "",
            language=student.language,
        )
        for student in students
    )
    Affiliation.objects.bulk_create(
        Affiliation(
            person=person,
            kind=AffiliationKind.STUDENT,
            component_id=student.degree.component,
            starts_on=years[number].starts_on,
            ends_on=years[number].ends_on,
            source="enrolment",
            source_reference=f"{number}/{application_number(student, number)}",
        )
        for person, student in zip(persons, students, strict=True)
        for number in student.years
    )
    return persons


def write_members(members: Sequence[DrawnMember]) -> list[Person]:
    """Teachers, staff and guests; returns the persons, in the same order."""
    persons = Person.objects.bulk_create(
        _person(
            member.identity,
            created_at=timezone.make_aware(datetime.combine(member.starts_on, time(9))),
            **{_column(member): member.number},
            number=member.number,
        )
        for member in members
    )
    Affiliation.objects.bulk_create(
        Affiliation(
            person=person,
            kind=member.kind,
            category=_category(member),
            component_id=member.component,
            starts_on=member.starts_on,
            ends_on=member.ends_on,
            source="demo",
            source_reference=member.number,
        )
        for person, member in zip(persons, members, strict=True)
    )
    return persons


def first_payment(student: DrawnStudent) -> datetime:
    """When somebody paid their first enrolment: in the summer before their first year."""
    return payment(student, student.years[0])


def payment(student: DrawnStudent, year: int) -> datetime:
    """When somebody paid the enrolment of a year."""
    return timezone.make_aware(datetime.combine(date(year, *ENROLMENTS_OPEN_ON), time(8))) + student.paid_after


def application_number(student: DrawnStudent, year: int) -> str:
    """By which the admission to a year is known; distinct, as student numbers are."""
    return f"P{year % 100:02d}{student.student_number[1:]}"


def _column(member: DrawnMember) -> str:
    return "guest_number" if member.kind == AffiliationKind.GUEST else "staff_number"


def _category(member: DrawnMember) -> str:
    if member.kind == AffiliationKind.GUEST:
        return ""
    return StaffCategory.PERMANENT if member.ends_on is None else StaffCategory.CONTRACT


def _person(identity: Identity, *, created_at: datetime, number: str, **facts: str | None) -> Person:
    person = Person(
        given_name=identity.given_name,
        birth_name=identity.birth_name,
        birth_date=identity.birth_date,
        birth_place=identity.birth_place,
        birth_country=identity.birth_country,
        other_given_names=identity.other_given_names,
        usual_given_name=identity.usual_given_name,
        usual_name=identity.usual_name,
        civility=identity.civility,
        created_at=created_at,
        **facts,
    )
    if number:
        person.backup_email = _address(person, number)
        person.backup_email_verified_at = created_at + timedelta(minutes=2)
    return person


def _address(person: Person, number: str) -> str:
    domain = MAIL_DOMAINS[int(number[1:]) % len(MAIL_DOMAINS)]
    plain = next(login_candidates(person.shown_given_name, person.shown_name, domain))
    local, _, _ = plain.partition("@")
    return f"{local}.{number[-4:]}@{domain}"
