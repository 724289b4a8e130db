import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.accounts.public import Account, GivenLogin, State, state_of
from peristyle.accounts.queries import accounts_with_facts
from peristyle.curriculum.public import find_step
from peristyle.demo.actions.load_university import UniversityNotEmpty, load_university
from peristyle.demo.actions.write_people import application_number
from peristyle.demo.university.cast import NEWCOMERS
from peristyle.demo.university.draw import NOTABLE_NAMES, University, draw_university
from peristyle.enrolment.public import Admission, Enrolment, LedgerEntry, Receipt
from peristyle.helpdesk.public import HelpRequest, MessageKind, Subject
from peristyle.kernel import clock
from peristyle.people.public import Affiliation, AffiliationKind, Component, Person, check_national_id
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

TODAY = date(2026, 11, 23)


def drawn(seed: int, students: int = 60) -> University:
    return draw_university(students=students, seed=seed, year=2026, today=TODAY)


def digest(university: University) -> str:
    return hashlib.sha256(repr(university).encode()).hexdigest()


@given(st.integers(min_value=0))
@settings(max_examples=10, deadline=None)
def test_a_seed_always_gives_the_same_university(seed: int) -> None:
    assert digest(drawn(seed)) == digest(drawn(seed))


def test_another_seed_gives_another_university() -> None:
    assert digest(drawn(1)) != digest(drawn(2))


def test_another_process_draws_the_same_university() -> None:
    source = (
        "import django; django.setup()\nfrom tests.demo.test_university import digest, drawn\nprint(digest(drawn(7)))"
    )

    elsewhere = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True, text=True)

    assert elsewhere.stdout.strip() == digest(drawn(7))


def test_numbers_that_tell_people_apart_are_all_different() -> None:
    students = drawn(3, 2000).students

    for name in ("student_number", "national_id"):
        assert max(Counter(getattr(student, name) for student in students).values()) == 1


def test_nobody_waits_under_the_application_number_of_somebody_else() -> None:
    university = drawn(3, 20_000)

    enrolled = {application_number(student, 2026) for student in university.students}
    waiting = {applicant.application_number for applicant in university.applicants}
    assert len(enrolled) == 20_000
    assert len(waiting) == 2_000
    assert waiting.isdisjoint(enrolled)
    assert waiting.isdisjoint(newcomer.application_number for newcomer in NEWCOMERS)


def test_every_national_id_passes_the_rule_that_checks_them() -> None:
    checks = [check_national_id(student.national_id) for student in drawn(3, 500).students]

    assert all(check.is_well_formed and check.key_is_right is not False for check in checks)
    assert len({check.family for check in checks}) == 2


def test_there_are_homonyms_long_names_and_other_scripts_however_small_it_is() -> None:
    names = [(student.identity.given_name, student.identity.birth_name) for student in drawn(4, 12).students]

    assert set(NOTABLE_NAMES) <= set(names)


@pytest.fixture
def loaded(db: None, at: Traveller) -> None:
    at("2026-11-23 18:00")
    load_university(students=300, seed=1)


@pytest.mark.usefixtures("loaded")
def test_there_are_as_many_students_as_asked() -> None:
    students = Person.objects.filter(affiliations__kind=AffiliationKind.STUDENT).distinct()

    assert students.count() == 300


@pytest.mark.usefixtures("loaded")
def test_people_are_in_every_account_state() -> None:
    states = Counter(state_of(account, clock.now()) for account in accounts_with_facts())

    assert set(states) == set(State)
    assert states[State.ACTIVE] > 250


@pytest.mark.usefixtures("loaded")
def test_the_new_year_closes_what_last_year_s_students_left_open(at: Traveller) -> None:
    before = Counter(state_of(account, clock.now()) for account in accounts_with_facts())

    at("2027-01-01 08:00")

    after = Counter(state_of(account, clock.now()) for account in accounts_with_facts())
    assert after[State.CLOSING] >= 20
    assert after[State.ACTIVE] < before[State.ACTIVE]


@pytest.mark.usefixtures("loaded")
def test_homonyms_have_the_next_suffix() -> None:
    logins = set(GivenLogin.objects.filter(login__startswith="marie.durand").values_list("login", flat=True))

    assert {f"marie.durand{suffix}@etu.umontpellier.fr" for suffix in ("", "2", "3")} <= logins


@pytest.mark.usefixtures("loaded")
def test_no_mail_could_reach_a_true_person() -> None:
    domains = {
        address.rpartition("@")[2]
        for model, field in ((Person, "backup_email"), (Admission, "email"))
        for address in model.objects.exclude(**{field: ""}).values_list(field, flat=True)
    }

    assert domains <= {"example.org", "example.fr", "example.net"}


@pytest.mark.usefixtures("loaded")
def test_every_enrolment_has_its_receipt_and_its_affiliation() -> None:
    enrolments = Enrolment.objects.select_related("file__admission")

    assert enrolments.count() == Receipt.objects.count() > 250
    assert 0 < LedgerEntry.objects.count() < Receipt.objects.count()
    for enrolment in enrolments:
        year = enrolment.academic_year_id
        reference = f"{year}/{enrolment.file.admission.application_number}"
        tie = Affiliation.objects.get(source="enrolment", source_reference=reference)
        assert (tie.person_id, tie.ends_on) == (enrolment.person_id, date(year + 1, 8, 31))


@pytest.mark.usefixtures("loaded")
def test_the_etape_of_the_reference_page_exists() -> None:
    step = find_step("EE1")

    assert step
    assert (str(step), step.degree.component_id) == ("EE1 L1 Economie", "ECO")
    assert Component.objects.filter(code="FDS", name="Faculté des Sciences").exists()


@pytest.mark.usefixtures("loaded")
def test_a_true_activation_mail_waits_for_whoever_has_just_paid(
    at: Traveller, run_due_tasks: Callable[[], list[str]], outbox: Outbox
) -> None:
    at.later(minutes=16)

    run_due_tasks()

    assert len([letter for letter in outbox.letters if any("/activation/" in link for link in letter.links)]) == 3


@pytest.mark.usefixtures("loaded")
def test_it_never_mixes_with_people_who_are_there() -> None:
    with pytest.raises(UniversityNotEmpty):
        load_university(students=10, seed=2)


@pytest.mark.django_db
def test_progress_is_told_to_the_last_person() -> None:
    told: list[tuple[int, int]] = []

    load_university(students=30, seed=1, on_progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == Account.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2027-01-15 10:00", "2027-05-15 10:00", "2027-09-01 00:30", "2029-02-28 10:00"])
def test_it_can_be_loaded_on_any_day(at: Traveller, moment: str) -> None:
    at(moment)

    load_university(students=60, seed=1)

    assert set(State) - {state_of(account, clock.now()) for account in accounts_with_facts()} == set()


@pytest.mark.usefixtures("loaded")
def test_the_helpdesk_has_requests_in_every_state() -> None:
    requests = HelpRequest.objects.all()

    assert requests.filter(closure=None, messages__kind=MessageKind.ANSWER).exists()
    assert requests.exclude(closure=None).exists()
    assert requests.exclude(person=None).exists()
    assert requests.filter(subject=Subject.RECOVERY).exists()
    assert {request.mail.rpartition("@")[2] for request in requests} <= {"example.org", "example.fr", "example.net"}
