"""Load the invented university into an empty database."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from peristyle.accounts.public import Account, open_account
from peristyle.curriculum.public import AcademicYear, current_year_number, sync_calendar
from peristyle.demo.actions.write_account_desk import write_account_desk
from peristyle.demo.actions.write_accounts import AccountWriter, Opening, write_app
from peristyle.demo.actions.write_admissions import write_admissions
from peristyle.demo.actions.write_attendance import write_attendance
from peristyle.demo.actions.write_bookings import write_bookings, write_unavailabilities
from peristyle.demo.actions.write_changes import write_changes
from peristyle.demo.actions.write_documents import write_documents
from peristyle.demo.actions.write_enrolments import Paid, write_enrolments
from peristyle.demo.actions.write_exams import write_exams
from peristyle.demo.actions.write_imports import write_imports
from peristyle.demo.actions.write_money import write_money
from peristyle.demo.actions.write_office import write_office
from peristyle.demo.actions.write_people import first_payment, payment, write_members, write_students
from peristyle.demo.actions.write_reenrolments import write_reenrolments
from peristyle.demo.actions.write_requests import write_requests
from peristyle.demo.actions.write_session_requests import write_session_requests
from peristyle.demo.actions.write_stays import write_duplicate, write_stays
from peristyle.demo.actions.write_teaching import write_teaching, write_years
from peristyle.demo.actions.write_timetable import write_timetable
from peristyle.demo.actions.write_units import UnitWriter
from peristyle.demo.university.cast import CHARACTERS
from peristyle.demo.university.draw import DrawnMember, DrawnStudent, Situation, draw_university
from peristyle.enrolment.public import present_campaign
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import AffiliationKind, Person, assign_role, index_persons, sync_components
from peristyle.timetable.public import sync_rooms

DEFAULT_STUDENTS = 300
DEFAULT_SEED = 2026
CHUNK = 1000
#: How many former years of enrolments are written too.
HISTORY = 4
Drawn = TypeVar("Drawn")


class UniversityNotEmpty(Exception):
    """Somebody is known already: an invented university never mixes with other people."""


def load_university(
    *,
    students: int = DEFAULT_STUDENTS,
    seed: int = DEFAULT_SEED,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Draw the university and write it down, all of it or nothing; `on_progress` hears how many people of how many.

    Raises UniversityNotEmpty.
    """
    if Person.objects.exists():
        raise UniversityNotEmpty
    this_year, campaign = current_year_number(), present_campaign()
    university = draw_university(students=students, seed=seed, year=this_year, today=clock.today())
    people_total = len(university.members) + len(university.students)
    with transaction.atomic():
        sync_components()
        sync_calendar()
        sync_rooms()
        steps = write_teaching()
        years = write_years(
            [
                *range(this_year - HISTORY, this_year + 1),
                campaign,
                *(year for student in university.students for year in student.years),
            ]
        )
        accounts = AccountWriter()
        units = UnitWriter(years[this_year], steps)
        done = 0
        for members in _chunks(university.members):
            _load_members(members, accounts)
            on_progress(done := done + len(members), people_total)
        for chunk in _chunks(university.students):
            _load_students(chunk, accounts, years, this_year, units)
            on_progress(done := done + len(chunk), people_total)
        units.finish()
        write_admissions(university.applicants, years[campaign], steps)
        write_reenrolments(campaign, this_year, steps)
        write_documents(this_year)
        characters = _characters()
        _give_roles(characters)
        write_timetable(years[this_year], characters[Role.PLANNER].person)
        write_changes(characters[Role.STUDENT].person, characters[Role.PLANNER].person)
        write_session_requests(characters[Role.TEACHER].person)
        write_attendance(characters[Role.TEACHER].person)
        write_bookings(
            characters[Role.TEACHER].person, characters[Role.HELPDESK_AGENT].person, characters[Role.PLANNER].person
        )
        write_unavailabilities(characters[Role.TEACHER].person, characters[Role.PLANNER].person)
        write_exams(years[this_year], characters[Role.PLANNER].person)
        write_requests()
        write_office()
        write_imports(characters[Role.REGISTRAR_OFFICER].person)
        write_money(this_year)
        write_stays()
        write_duplicate()
        write_account_desk(
            student=characters[Role.STUDENT],
            agent=characters[Role.HELPDESK_AGENT].person,
            it_staff=characters[Role.IT_STAFF].person,
        )


def _load_members(members: Sequence[DrawnMember], accounts: AccountWriter) -> None:
    persons = write_members(members)
    domains = institution.current().domains
    for domain, for_guests in ((domains.staff, False), (domains.external, True)):
        openings = [
            Opening(person, timezone.make_aware(datetime.combine(member.starts_on, time(9))), member.situation)
            for person, member in zip(persons, members, strict=True)
            if (member.kind == AffiliationKind.GUEST) == for_guests
        ]
        accounts.write(openings, domain=domain)
    index_persons([person.pk for person in persons])


def _load_students(
    students: Sequence[DrawnStudent],
    accounts: AccountWriter,
    years: dict[int, AcademicYear],
    this_year: int,
    units: UnitWriter,
) -> None:
    persons = write_students(students, years)
    enrolled = list(zip(persons, students, strict=True))
    domain = institution.current().domains.student
    accounts.write(
        [
            Opening(person, first_payment(student), student.situation)
            for person, student in enrolled
            if student.situation != Situation.PENDING
        ],
        domain=domain,
    )
    just_paid = [person for person, student in enrolled if student.situation == Situation.PENDING]
    for person in just_paid:
        # Through the true verb: their activation mail waits in the queue.
        activatable_at = clock.now() + institution.current().accounts.activation_delay
        accounts.remember(open_account(person, domain=domain, activatable_at=activatable_at).login)
    for year in range(this_year - HISTORY, this_year + 1):
        paid = [
            Paid(
                person,
                student,
                _paid_at(student, year),
                max(student.degree.years[0], student.year_of_study - (student.years[-1] - year)),
            )
            for person, student in enrolled
            if year in student.years
        ]
        write_enrolments(paid, years[year], units.steps)
        if year == this_year:
            units.write(paid)
    index_persons([person.pk for person in persons])


def _paid_at(student: DrawnStudent, year: int) -> datetime:
    just_now = student.situation == Situation.PENDING and year == student.years[-1]
    return clock.now() if just_now else payment(student, year)


def _characters() -> dict[Role, Account]:
    """The account of each character, by role."""
    domains = institution.current().domains
    return {
        character.role: Account.objects.select_related("person").get(
            login=f"{character.login_name}@{domains.student if character.role == Role.STUDENT else domains.staff}"
        )
        for character in CHARACTERS
    }


def _give_roles(characters: dict[Role, Account]) -> None:
    for character in CHARACTERS:
        if character.role not in (Role.STUDENT, Role.TEACHER):
            account = characters[character.role]
            assign_role(account.person, character.role)
            if character.role in institution.current().accounts.second_factor.required_roles:
                write_app(account, character.app_secret)


def _chunks(drawn: Sequence[Drawn]) -> Iterator[Sequence[Drawn]]:
    for start in range(0, len(drawn), CHUNK):
        yield drawn[start : start + CHUNK]
