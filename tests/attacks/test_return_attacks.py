"""What may be tried against the way back of former students, and against the files of others."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peristyle.enrolment.models import Admission, EnrolmentFile, ReturnCode
from peristyle.enrolment.views.open_file import KEY, PERSON_KEY
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import AdmissionFactory, FileFactory, ReadyFileFactory, StepFactory
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunTasks = Callable[..., list[str]]
PAGE = "/inscription/retour/"
CODE = "/inscription/retour/code/"
RIGHT = {"student_number": "22100042", "birth_date": "29/02/2004"}
WRONG = [{"student_number": "22199999"}, {"birth_date": "01/03/2004"}]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    person = inhabitant(Role.STUDENT)
    Person.objects.filter(pk=person.pk).update(student_number="22100042")
    person.refresh_from_db()
    return person


@pytest.fixture
def admission(student: Person) -> Admission:
    return AdmissionFactory.create(person=student, application_number="RE12345678")


def words(response: Any) -> str:
    """A page, less what is drawn anew."""
    page = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|name="csrf-token" content="[^"]+"', "", page)


def asked(facts: dict[str, str]) -> tuple[PageClient, list[str], str]:
    """The browser of somebody who asked for a code, the queries that answered, and what it reads then."""
    browser = PageClient()
    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(PAGE, facts)
    assert answer["Location"] == CODE
    made = [re.sub(r"'[^']*'|s?\d+(_x\d+)?|%s", "?", query["sql"])[:60] for query in queries]
    return browser, made, words(browser.get(CODE))


def test_a_right_number_a_wrong_one_and_a_wrong_date_are_told_apart_by_nothing(
    student: Person, admission: Admission
) -> None:
    for facts in (RIGHT, RIGHT | WRONG[0]):
        asked(facts)  # The first request for a number writes its counters, whosever it is.

    _, queries, page = asked(RIGHT)

    for wrong in WRONG:
        _, queries_then, page_then = asked(RIGHT | wrong)
        assert page_then == page
        assert queries_then == queries


def test_no_page_tells_the_address_nor_the_name(
    student: Person, admission: Admission, outbox: Outbox, run_due_tasks: RunTasks
) -> None:
    browser, _, page = asked(RIGHT)
    run_due_tasks()
    wrong = words(browser.post(CODE, {"code": "00000000"}))

    for shown in (page, wrong):
        assert student.backup_email not in shown
        assert "example.net" not in shown
        assert student.birth_name not in shown


def test_wrong_codes_are_answered_alike_for_somebody_and_for_nobody(
    student: Person, admission: Admission, run_due_tasks: RunTasks
) -> None:
    told = []
    for facts in (RIGHT, RIGHT | WRONG[0]):
        browser, _, _ = asked(facts)
        run_due_tasks()
        told.append([words(browser.post(CODE, {"code": "00000000"})) for _ in range(6)])

    assert told[0] == told[1]


def test_hammering_a_number_is_slowed_whether_it_exists_or_not(student: Person) -> None:
    for facts in (RIGHT, RIGHT | WRONG[0]):
        answers = [PageClient().post(PAGE, facts).status_code for _ in range(7)]
        assert answers == [302] * 5 + [429] * 2


def test_a_code_cannot_be_tried_without_having_asked(student: Person) -> None:
    answer = PageClient().post(CODE, {"code": "00000000"})

    assert answer["Location"] == PAGE


def test_the_token_of_another_browser_is_of_no_use_without_its_session(student: Person) -> None:
    asked(RIGHT)

    assert ReturnCode.objects.get().browser not in words(PageClient().get(CODE, follow=True))


def test_nobody_opens_another_persons_file_by_its_number(
    student: Person, admission: Admission, inhabitant: Inhabitants
) -> None:
    browser = signed_in(inhabitant(Role.STUDENT))

    assert browser.post(f"/scolarite/inscriptions/{admission.pk}/").status_code == 404
    assert browser.get(f"/scolarite/inscriptions/{admission.pk}/").status_code == 404
    assert not EnrolmentFile.objects.exists()


def test_an_open_file_gives_no_way_to_the_other_files_of_its_holder(student: Person, admission: Admission) -> None:
    other = AdmissionFactory.create(person=student, step=StepFactory.create(code="DR1", label="L1 Droit"))
    file = FileFactory.create(admission=admission)
    browser = PageClient()
    identity = {
        "application_number": admission.application_number,
        "birth_date": "12/05/2007",
        "email": admission.email,
    }
    browser.post("/inscription/", identity)
    assert browser.session[KEY] == file.pk

    assert browser.post(f"/inscription/dossiers/{other.pk}/").status_code == 404
    assert "L1 Droit" not in browser.get("/inscription/dossier/suivi/").content.decode()


def test_who_proved_to_be_somebody_opens_nobody_elses_file(student: Person, admission: Admission) -> None:
    stranger = AdmissionFactory.create()
    browser = PageClient()
    session = browser.session
    session[KEY] = FileFactory.create(admission=admission).pk
    session[PERSON_KEY] = student.pk
    session.save()

    assert browser.post(f"/inscription/dossiers/{stranger.pk}/").status_code == 404


def test_an_address_given_in_a_file_does_not_become_that_of_an_active_account(
    student: Person, admission: Admission
) -> None:
    browser = signed_in(student)
    browser.post(f"/scolarite/inscriptions/{admission.pk}/")
    browser.post("/inscription/dossier/identifiants/", {"cvec_number": "MON1-AB12CD-34", "has_no_national_id": "on"})

    browser.post(
        "/inscription/dossier/coordonnees/",
        {
            "personal_email": "thief@example.net",
            "phone": "0612345678",
            "street": "1 rue",
            "postal_code": "34000",
            "city": "Sète",
            "country": "FR",
        },
    )

    assert EnrolmentFile.objects.get().personal_email == student.backup_email


def test_nobody_changes_anothers_address_nor_reads_their_corrections(student: Person, inhabitant: Inhabitants) -> None:
    file = ReadyFileFactory.create(admission=AdmissionFactory.create(person=student))
    signed_in(student).post("/scolarite/dossier/corrections/", {"subject": "name", "said": "Un secret."})
    browser = signed_in(inhabitant(Role.STUDENT))

    address = {"street": "x", "postal_code": "34000", "city": "x", "country": "FR", "phone": "0612345678"}
    browser.post("/scolarite/dossier/adresse/", address)

    assert "Un secret." not in browser.get("/scolarite/dossier/").content.decode()
    file.refresh_from_db()
    assert file.city == "Montpellier"
