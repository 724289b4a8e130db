"""The enrolments of a system of record, read over HTTP from a service that speaks Pégase's API."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.actions.feeds.shout import shout
from peristyle.enrolment.actions.feeds.synchronise import synchronise
from peristyle.enrolment.models import (
    Admission,
    CancellationReason,
    Enrolment,
    EnrolmentFile,
    FeedRun,
    Invoice,
    RefusedFeedLine,
)
from peristyle.enrolment.queries import payment_state_of, supporting_documents_of
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person
from tests.enrolment.adapters.pegase_service import TOKEN, Service, inscription, pegase_service
from tests.enrolment.factories import StepFactory, a_former_student, an_enrolment
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE = "/gestion/scolarite/synchronisation/"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")
    StepFactory.create()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    """The service, and the house configured to read it."""
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n")
    with pegase_service() as served:
        monkeypatch.setenv("PERISTYLE_PEGASE_URL", served.url)
        monkeypatch.setenv("PERISTYLE_PEGASE_TOKEN_FILE", str(token))
        monkeypatch.setenv("PERISTYLE_PEGASE_TIMEOUT_SECONDS", "1")
        yield served


@pytest.fixture
def read(run_due_tasks: Callable[..., list[str]]) -> Callable[[], FeedRun]:
    """Read the service now."""

    def done() -> FeedRun:
        synchronise.func()
        run_due_tasks()
        return FeedRun.objects.latest("pk")

    return done


def counts(run: FeedRun) -> tuple[int, int, int, int]:
    return run.added, run.updated, run.unchanged, run.refused


def test_nothing_is_read_where_nothing_is_configured() -> None:
    synchronise.func()

    assert not FeedRun.objects.exists()


def test_an_enrolment_settled_there_is_one_here_with_its_account_and_no_invoice(
    service: Service, read: Callable[[], FeedRun]
) -> None:
    service.held = [inscription(bourses=["CRO"])]

    run = read()

    enrolment = Enrolment.objects.select_related("person", "step", "file__admission").get()
    person = enrolment.person
    assert counts(run) == (1, 0, 0, 0)
    assert (person.student_number, person.national_id, person.civility) == ("20909090", "0600000001P", "mme")
    assert (enrolment.step.code, enrolment.academic_year_id, enrolment.main) == ("EE1", 2026, True)
    assert enrolment.file.admission.origin == Origin.ELSEWHERE
    assert enrolment.file.admission.grant_holder
    assert payment_state_of(enrolment.file) == PaymentState.PAID
    assert supporting_documents_of(enrolment.file) == []
    assert not Invoice.objects.exists()
    assert Affiliation.objects.get().person == person
    assert account_of_person(person.pk)
    assert run.text == ""


def test_several_pages_are_read_and_the_same_again_changes_nothing(
    service: Service, read: Callable[[], FeedRun], at: Traveller
) -> None:
    service.held = [
        inscription(codeApprenant=f"{20000000 + number}", INE=None, nomFamille=f"Nom{number}") for number in range(53)
    ]
    first = read()
    at.later(hours=1)

    again = read()

    assert counts(first) == (53, 0, 0, 0)
    assert counts(again) == (0, 0, 53, 0)
    assert [asked["page"] for asked in service.asked] == [["0"], ["1"], ["0"], ["1"]]
    assert ["depuis" in asked for asked in service.asked] == [False, False, True, True]
    assert Enrolment.objects.count() == 53


def test_the_known_are_known_by_number_or_by_national_id(service: Service, read: Callable[[], FeedRun]) -> None:
    known = a_former_student(2025, national_id="0600000001P")
    service.held = [inscription(codeApprenant="APP-001")]

    read()

    assert Person.objects.get() == known
    assert known.student_number != "APP-001"
    assert Enrolment.objects.filter(person=known).count() == 2


def test_what_was_paid_here_keeps_its_money(service: Service, read: Callable[[], FeedRun]) -> None:
    here = an_enrolment()
    Person.objects.filter(pk=here.person_id).update(student_number="20909090")
    service.held = [inscription(statutPaiement="non_paye")]

    run = read()

    assert counts(run) == (1, 0, 0, 0)
    assert Enrolment.objects.get() == here
    assert payment_state_of(EnrolmentFile.objects.get()) == PaymentState.PAID


def test_what_changes_there_changes_here_and_what_is_cancelled_there_is_cancelled_here(
    service: Service, read: Callable[[], FeedRun], at: Traveller
) -> None:
    service.held = [inscription(statutPaiement="en_attente")]
    read()
    waiting = payment_state_of(EnrolmentFile.objects.get())
    at.later(hours=1)
    service.held = [inscription()]
    paid = read()
    at.later(hours=1)
    service.held = [inscription(statutInscription="annulee")]
    cancelled, again = read(), read()
    service.held = [inscription()]
    back = read()

    assert waiting == PaymentState.PENDING
    assert counts(paid) == counts(cancelled) == (0, 1, 0, 0)
    assert counts(again) == (0, 0, 1, 0)
    assert counts(back) == (1, 0, 0, 0)
    assert list(Enrolment.objects.order_by("pk").values_list("cancellation_reason", flat=True)) == [
        CancellationReason.RESIGNATION,
        "",
    ]


def test_a_row_that_cannot_be_taken_is_refused_with_its_student_and_its_reason(
    service: Service, read: Callable[[], FeedRun], inhabitant: Inhabitants
) -> None:
    Person.objects.filter(pk=an_enrolment().person_id).update(student_number="21000000")
    service.held = [
        inscription(),
        inscription(codeApprenant="21000000", INE="", dateDeNaissance="2001-01-01"),
        inscription(codeApprenant="22", INE="", chemin=[{"code": "ZZZ"}]),
        inscription(codeApprenant="23", INE="", nomFamille=""),
        inscription(codeApprenant="24", statutInscription="peut-être", INE=""),
    ]

    run = read()
    browser = signed_in(inhabitant(Role.IT_STAFF))
    report = browser.get(f"{PAGE}{run.pk}/").content.decode()

    assert counts(run) == (1, 0, 0, 4)
    assert list(RefusedFeedLine.objects.values_list("student_code", "code")) == [
        ("21000000", "other_birth_date"),
        ("22", "unknown_step"),
        ("23", "required"),
        ("24", "unknown_word"),
    ]
    assert "LECO" not in report
    assert "ZZZ" in report


@pytest.mark.parametrize(
    ("status", "text", "failure"),
    [
        (403, None, "forbidden"),
        (500, None, "unreachable"),
        (302, None, "unreachable"),
        (200, "<html>", "unreadable"),
        (200, "[]", "unreadable"),
        (200, '{"resultats": ["x"], "totalPages": 1}', "unreadable"),
    ],
)
def test_an_answer_that_is_none_is_told_and_takes_nothing(
    service: Service, read: Callable[[], FeedRun], status: int, text: str | None, failure: str
) -> None:
    service.status, service.text = status, text

    run = read()

    assert (run.failure, run.finished_at is not None) == (failure, True)
    assert not Admission.objects.exists()


def test_a_service_too_slow_is_given_up(service: Service, read: Callable[[], FeedRun]) -> None:
    service.answers.clear()

    assert read().failure == "unreachable"


@pytest.fixture
def shouted(run_due_tasks: Callable[..., list[str]], mailoutbox: list[Any]) -> Callable[[], list[str]]:
    """Shout if need be; the texts of the letters that left."""

    def letters() -> list[str]:
        mailoutbox.clear()
        shout.func()
        run_due_tasks()
        return [letter.body for letter in mailoutbox]

    return letters


def test_a_feed_that_stops_is_shouted_about_until_it_works_again(
    service: Service,
    read: Callable[[], FeedRun],
    shouted: Callable[[], list[str]],
    at: Traveller,
    inhabitant: Inhabitants,
) -> None:
    officer, of_it = inhabitant(Role.REGISTRAR_OFFICER), inhabitant(Role.IT_STAFF)
    service.held = [inscription()]
    read()
    quiet = signed_in(officer).get("/gestion/scolarite/").content.decode()
    at("2026-07-11 13:00")
    service.status = 500
    read()
    letters = shouted()
    loud = signed_in(officer).get("/gestion/scolarite/").content.decode()
    page = signed_in(of_it).get(PAGE).content.decode()
    service.status = 200
    read()

    assert "est arrêtée" not in quiet
    assert "est arrêtée" in loud
    assert "ne répond pas" in page
    assert len(letters) == 1
    assert "10/07/2026" in letters[0]
    assert shouted() == []
