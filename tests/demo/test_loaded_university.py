"""The university as it is loaded: what its people, enrolments and requests are like."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from peristyle.accounts.models import Account, AssistedRecovery, Extension, PeopleImport, PersonalToken
from peristyle.accounts.public import GivenLogin, State, state_of
from peristyle.accounts.queries import accounts_with_facts
from peristyle.curriculum.public import find_step
from peristyle.demo.actions.load_university import UniversityNotEmpty, load_university
from peristyle.demo.university.cast import CHARACTERS, Character
from peristyle.enrolment.public import Admission, Enrolment, LedgerEntry, Receipt
from peristyle.helpdesk.public import HelpRequest, MessageKind, Subject
from peristyle.kernel import clock
from peristyle.kernel.personal_data import rooms_with_personal_data
from peristyle.people.models import Merge
from peristyle.people.public import Affiliation, AffiliationKind, Component, Person
from tests.harness.commits import hear_everything
from tests.harness.databases import ON_POSTGRESQL
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller
from tests.harness.whole_database import rows_of

pytestmark = pytest.mark.usefixtures("loaded")


EVENING = "2026-11-23 18:00"


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One load for all these tests, each of which goes back to it.

    SQLite in memory alone keeps its connection from a test to the next: on PostgreSQL, test_cast loads it.
    """
    if ON_POSTGRESQL:
        pytest.skip("loaded on PostgreSQL by test_cast")
    traveller = Traveller()
    traveller(EVENING)
    with django_db_blocker.unblock(), transaction.atomic():
        load_university(students=300, seed=1)
        hear_everything()
        traveller.home()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once: None, db: None, at: Traveller) -> None:
    at(EVENING)


def test_there_are_as_many_students_as_asked() -> None:
    students = Person.objects.filter(affiliations__kind=AffiliationKind.STUDENT).distinct()

    assert students.count() == 300


def test_people_are_in_every_account_state() -> None:
    states = Counter(state_of(account, clock.now()) for account in accounts_with_facts())

    assert set(states) == set(State)
    assert states[State.ACTIVE] > 250


def test_the_new_year_closes_what_last_year_s_students_left_open(at: Traveller) -> None:
    before = Counter(state_of(account, clock.now()) for account in accounts_with_facts())

    at("2027-01-01 08:00")

    after = Counter(state_of(account, clock.now()) for account in accounts_with_facts())
    assert after[State.CLOSING] >= 20
    assert after[State.ACTIVE] < before[State.ACTIVE]


def test_homonyms_have_the_next_suffix() -> None:
    logins = set(GivenLogin.objects.filter(login__startswith="marie.durand").values_list("login", flat=True))

    assert {f"marie.durand{suffix}@etu.umontpellier.fr" for suffix in ("", "2", "3")} <= logins


def test_no_mail_could_reach_a_true_person() -> None:
    domains = {
        address.rpartition("@")[2]
        for model, field in ((Person, "backup_email"), (Admission, "email"))
        for address in model.objects.exclude(**{field: ""}).values_list(field, flat=True)
    }

    assert domains <= {"example.org", "example.fr", "example.net"}


def test_every_enrolment_has_its_receipt_and_its_affiliation() -> None:
    enrolments = Enrolment.objects.select_related("file__admission")

    assert enrolments.count() == Receipt.objects.count() > 250
    assert 0 < LedgerEntry.objects.count() < Receipt.objects.count()
    for enrolment in enrolments:
        year = enrolment.academic_year_id
        reference = f"{year}/{enrolment.file.admission.application_number}"
        tie = Affiliation.objects.get(source="enrolment", source_reference=reference)
        assert (tie.person_id, tie.ends_on) == (enrolment.person_id, date(year + 1, 8, 31))


def test_the_etape_of_the_reference_page_exists() -> None:
    step = find_step("EE1")

    assert step
    assert (str(step), step.degree.component_id) == ("EE1 L1 Economie", "ECO")
    assert Component.objects.filter(code="FDS", name="Faculté des Sciences").exists()


def test_a_true_activation_mail_waits_for_whoever_has_just_paid(
    at: Traveller, run_due_tasks: Callable[[], list[str]], outbox: Outbox
) -> None:
    at.later(minutes=16)

    run_due_tasks()

    assert len([letter for letter in outbox.letters if any("/activation/" in link for link in letter.links)]) == 3


def test_it_never_mixes_with_people_who_are_there() -> None:
    with pytest.raises(UniversityNotEmpty):
        load_university(students=10, seed=2)


def test_the_helpdesk_has_requests_in_every_state() -> None:
    requests = HelpRequest.objects.all()

    assert requests.filter(closure=None, messages__kind=MessageKind.ANSWER).exists()
    assert requests.exclude(closure=None).exists()
    assert requests.exclude(person=None).exists()
    assert requests.filter(subject=Subject.RECOVERY).exists()
    assert {request.mail.rpartition("@")[2] for request in requests} <= {"example.org", "example.fr", "example.net"}


def test_the_desk_of_accounts_has_something_of_each_kind() -> None:
    assert AssistedRecovery.objects.get().carried_out_at is None
    assert Extension.objects.get().decided_at is None
    assert Merge.objects.get().undone_at is None
    assert PeopleImport.objects.get().refused_lines.count() == 1
    assert PersonalToken.objects.filter(account__login="camille.fabregues@etu.umontpellier.fr").exists()


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda character: character.role)
def test_the_timetable_lets_go_of_whoever_is_erased(character: Character) -> None:
    person = Account.objects.get(login__startswith=f"{character.login_name}@").person

    for room in rooms_with_personal_data():
        room.erase(person.pk)

    assert [place for place in rows_of(person.pk) if place.startswith("timetable_")] == []
