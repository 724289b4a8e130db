"""Whoever left long ago leaves nothing behind: the whole database is searched for each of their personal values."""

from collections.abc import Callable
from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult

from peristyle.accounts import data_files
from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.closing.announce_closings import announce_closings
from peristyle.accounts.actions.closing.erase import erase_persons, erase_who_left
from peristyle.accounts.actions.data_exports.ask_export import ask_export
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.prove_identity import IdentityRefused, prove_identity
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.models import Account, AlertKind, ClosingNotice, DataExport, GivenLogin
from peristyle.audit.actions.seal import seal_journal
from peristyle.audit.public import journal
from peristyle.audit.queries import broken_seals
from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.kernel import clock, institution
from peristyle.mailbox.actions.request_redirect import request_redirect
from peristyle.people.public import AffiliationKind, Person, open_affiliation, register_person, set_phone
from tests.accounts.factories import AffiliationFactory, activated_now, coming_from, fresh
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory, an_attempt
from tests.harness.inhabitants import PASSWORD
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.harness.whole_database import places_of, rows_of

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
INE = "070812345AB"
BORN = date(2007, 3, 14)
#: What is searched for: nothing that another person or the house itself may have in common with them.
IDENTITY = {"Zulmé", "Quimperlé-Voss", "2007-03-14", "Ploubazlanec", INE}
CONTACT = {"zulme.voss@example.net", "zulme.ailleurs@example.org", "+33612349876", "0612349876"}
TRACES = {"192.0.2.77", "Quimperphone/1.0", "zulme.quimperle-voss"}
#: What goes on pointing to a person who has no name any more (decision 0014): the seal of an identifier, the journal's
#: numbers, what is counted.
WITHOUT_A_NAME = {
    "accounts_givenlogin.person_id",
    "audit_entry.actor_id",
    "documents_issueddocument.person_id",
    "enrolment_admission.person_id",
    "enrolment_enrolment.person_id",
    "people_affiliation.person_id",
}
SCOLARITE = {"P269999001", "CVEC7654321A", "17 rue des Cormorans"}


def somebody(*, kind: AffiliationKind, ends_on: date) -> Person:
    """Somebody known well, with an account used as people use it."""
    person = register_person(
        birth_name="Quimperlé-Voss",
        given_name="Zulmé",
        birth_date=BORN,
        birth_place="Ploubazlanec",
        national_id=INE,
        backup_email="zulme.voss@example.net",
        backup_email_verified=True,
    )
    AffiliationFactory.create(
        person=person, kind=kind, starts_on=clock.today(), ends_on=ends_on, source_reference="zulme.quimperle-voss"
    )
    open_account(person, domain=institution.current().domains.student, activatable_at=clock.now())
    return person


def lives(person: Person, run_due_tasks: RunDueTasks) -> None:
    """Sign in, ask, change, fail: leave traces everywhere."""
    account = Account.objects.get(person=person)
    activated_now(account, at=clock.now())
    set_phone(person, "+33612349876")
    with coming_from("192.0.2.77"):
        alert(fresh(account), AlertKind.PASSWORD_CHANGED, about="Quimperphone/1.0")
        request_redirect(person, "zulme.ailleurs@example.org", keep_copy=True)
        ask_export(fresh(account))
    browser = PageClient(REMOTE_ADDR="192.0.2.77", headers={"user-agent": "Quimperphone/1.0"})
    answer = browser.post("/connexion/", {"login": account.login, "password": PASSWORD})
    assert answer.status_code == 302
    browser.post("/connexion/", {"login": account.login, "password": "un autre"})
    if person.student_number:
        with pytest.raises(IdentityRefused):
            prove_identity(person.student_number, date(2000, 1, 1))
    run_due_tasks()


def erase_now() -> None:
    """What a night's work erases, and nothing else of the night."""
    erase_who_left.call()
    for waiting in DBTaskResult.objects.filter(task_path=erase_persons.module_path, status="READY"):
        erase_persons.call(*waiting.args_kwargs["args"])
        waiting.delete()


def nights(at: Traveller, first: str, how_many: int, run_due_tasks: RunDueTasks) -> None:
    """Let nights go by with all that is done in them."""
    at(f"{first} 03:00")
    for _ in range(how_many):
        run_due_tasks(regular=True)
        at.later(days=1)


@pytest.fixture
def guest(at: Traveller, run_due_tasks: RunDueTasks) -> Person:
    """Invited until 30 June 2027: closed since 8 July."""
    at("2027-03-01 10:00")
    person = somebody(kind=AffiliationKind.GUEST, ends_on=date(2027, 6, 30))
    lives(person, run_due_tasks)
    return person


def test_a_guest_leaves_nothing_behind(at: Traveller, guest: Person, run_due_tasks: RunDueTasks) -> None:
    everything = IDENTITY | CONTACT | TRACES
    file = data_files.path_of(DataExport.objects.get().file_name)
    assert file.exists()
    assert {place.split(": ")[1] for place in places_of(everything)} >= {value.lower() for value in everything} - {
        "0612349876"
    }

    nights(at, "2027-07-08", 3, run_due_tasks)
    nights(at, "2027-10-05", 1, run_due_tasks)
    assert places_of(IDENTITY) != []
    nights(at, "2027-10-07", 3, run_due_tasks)

    assert places_of(everything) == []
    assert set(rows_of(guest.pk)) <= WITHOUT_A_NAME
    assert not file.exists()
    assert Person.objects.get(pk=guest.pk).erased_at is not None
    seal_journal.call()
    assert broken_seals() == []


def test_erasing_again_changes_nothing(at: Traveller, guest: Person, run_due_tasks: RunDueTasks) -> None:
    nights(at, "2027-07-08", 1, run_due_tasks)
    nights(at, "2027-10-08", 2, run_due_tasks)
    erased_at = Person.objects.get(pk=guest.pk).erased_at

    nights(at, "2027-11-08", 2, run_due_tasks)

    assert erased_at is not None
    assert Person.objects.get(pk=guest.pk).erased_at == erased_at


def test_nobody_is_erased_before_they_were_told_long_enough_ago(at: Traveller, guest: Person) -> None:
    at("2028-03-01 03:00")

    announce_closings.call()
    erase_now()
    at.later(days=89)
    erase_now()
    assert Account.objects.filter(person=guest).exists()

    at.later(days=1, hours=2)
    erase_now()
    assert not Account.objects.filter(person=guest).exists()


def test_whoever_is_suspended_is_not_erased(at: Traveller, guest: Person) -> None:
    at("2027-07-08 03:00")
    announce_closings.call()
    account = fresh(Account(person=guest))
    suspend(account, reason="Litige", by=None)

    at("2028-07-08 03:00")
    erase_now()
    assert Account.objects.filter(person=guest).exists()

    lift_suspension(account, by=None)
    erase_now()
    assert not Account.objects.filter(person=guest).exists()


def test_whoever_came_back_meanwhile_is_not_erased(at: Traveller, guest: Person) -> None:
    at("2027-07-08 03:00")
    announce_closings.call()
    at("2027-09-01 10:00")
    open_affiliation(
        guest,
        AffiliationKind.STUDENT,
        starts_on=date(2027, 9, 1),
        ends_on=date(2028, 8, 31),
        source="tests",
        source_reference="return",
    )

    at("2027-12-01 03:00")
    erase_now()

    assert Account.objects.filter(person=guest).exists()
    assert ClosingNotice.objects.count() > 0


def test_an_account_that_was_never_activated_is_erased_without_a_word(at: Traveller) -> None:
    at("2027-03-01 10:00")
    person = somebody(kind=AffiliationKind.GUEST, ends_on=date(2027, 6, 30))

    at("2027-09-28 10:00")
    erase_now()
    assert Account.objects.filter(person=person).exists()

    at("2027-09-29 10:00")
    erase_now()
    assert Person.objects.get(pk=person.pk).erased_at is not None


@pytest.fixture
def student(at: Traveller, run_due_tasks: RunDueTasks) -> Person:
    """Enrolled and paid for 2026-2027, then gone."""
    at("2026-07-10 10:00")
    admission = AdmissionFactory.create(
        application_number="P269999001",
        birth_name="Quimperlé-Voss",
        given_name="Zulmé",
        birth_date=BORN,
        birth_place="Ploubazlanec",
        email="zulme.voss@example.net",
    )
    file = ReadyFileFactory.create(
        admission=admission,
        national_id=INE,
        cvec_number="CVEC7654321A",
        street="17 rue des Cormorans",
        personal_email="zulme.voss@example.net",
    )
    with coming_from("192.0.2.77"):
        attempt = an_attempt(file)
        settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))
    person = Person.objects.get(national_id=INE)
    at.later(hours=1)
    lives(person, run_due_tasks)
    return person


def test_a_student_is_named_by_accounting_for_ten_years_and_by_nothing_else(
    at: Traveller, student: Person, run_due_tasks: RunDueTasks
) -> None:
    number = str(student.student_number)
    nights(at, "2028-01-31", 2, run_due_tasks)
    nights(at, "2028-05-01", 3, run_due_tasks)

    assert not Account.objects.filter(person=student).exists()
    assert places_of(TRACES | {"+33612349876", "zulme.ailleurs@example.org"}) == []
    kept = {place.split(".")[0] for place in places_of(IDENTITY | CONTACT | SCOLARITE | {number})}
    assert kept <= {
        "people_person",
        "people_searchword",
        "people_affiliation",
        "enrolment_admission",
        "enrolment_enrolmentfile",
        "enrolment_emailconfirmation",
    }

    nights(at, "2036-12-31", 1, run_due_tasks)
    assert Person.objects.get(pk=student.pk).erased_at is None
    nights(at, "2037-01-01", 2, run_due_tasks)

    assert places_of(IDENTITY | CONTACT | TRACES | SCOLARITE | {number}) == []
    assert set(rows_of(student.pk)) <= WITHOUT_A_NAME
    assert Person.objects.get(pk=student.pk).birth_date == date(2007, 1, 1)


@pytest.mark.parametrize("returns_on", ["2029-07-10", "2040-07-10"])
def test_a_student_who_returns_finds_the_same_identifier_again(
    at: Traveller, student: Person, run_due_tasks: RunDueTasks, returns_on: str
) -> None:
    login = Account.objects.get(person=student).login
    nights(at, "2028-01-31", 2, run_due_tasks)
    nights(at, "2028-05-01", 3, run_due_tasks)
    if returns_on > "2037":
        nights(at, "2037-01-01", 2, run_due_tasks)

    at(f"{returns_on} 10:00")
    file = ReadyFileFactory.create(
        admission=AdmissionFactory.create(
            birth_name="Quimperlé-Voss",
            given_name="Zulmé",
            birth_date=BORN,
            academic_year=open_year(int(returns_on[:4])),
        ),
        national_id=INE,
    )
    attempt = an_attempt(file)
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T2", attempt.amount_cents))

    assert Account.objects.get(person__national_id=INE).login == login


def test_the_identifier_of_somebody_erased_is_given_to_nobody_else(
    at: Traveller, guest: Person, run_due_tasks: RunDueTasks
) -> None:
    login = Account.objects.get(person=guest).login
    nights(at, "2027-07-08", 1, run_due_tasks)
    nights(at, "2027-10-08", 2, run_due_tasks)
    namesake = register_person(birth_name="Quimperlé-Voss", given_name="Zulmé", birth_date=date(2009, 1, 1))

    account = open_account(namesake, domain=institution.current().domains.student, activatable_at=clock.now())

    assert account.login == login.replace("@", "2@")
    assert GivenLogin.objects.exclude(login__contains="@").get().sealed != ""


def test_the_journal_says_that_somebody_was_erased_and_does_not_name_them(
    at: Traveller, guest: Person, run_due_tasks: RunDueTasks
) -> None:
    nights(at, "2027-07-08", 1, run_due_tasks)
    nights(at, "2027-10-08", 2, run_due_tasks)

    entry = journal(action="accounts.erase").get()
    assert entry.subject == f"people.person:{guest.pk}"
    assert "people" in entry.details["rooms"]
