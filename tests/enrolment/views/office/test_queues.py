"""The queues of the office: corrections, decisions, and the home that counts them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from peristyle.enrolment.actions.ask_correction import ask_correction
from peristyle.enrolment.actions.give_situation import give_situation
from peristyle.enrolment.actions.raise_decisions import raise_decision
from peristyle.enrolment.actions.start_payment import AwaitsDecision, start_payment
from peristyle.enrolment.models import CorrectionRequest, FileDecision, Subject
from peristyle.enrolment.rules.decisions import DecisionKind
from peristyle.enrolment.rules.situations import GapYear, Situation
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import ReadyFileFactory, an_enrolment, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
HOME = "/gestion/scolarite/"
CORRECTIONS = "/gestion/scolarite/corrections/"
DECISIONS = "/gestion/scolarite/decisions/"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER))


@pytest.fixture
def asked() -> CorrectionRequest:
    """Somebody's birth name lacks its accent."""
    return ask_correction(an_enrolment().person, Subject.NAME, "Mon nom s’écrit Martín")


def test_an_accepted_correction_is_made_in_the_same_act(
    browser: PageClient, asked: CorrectionRequest, outbox: Outbox, run_due_tasks: Callable[..., list[str]]
) -> None:
    assert "Mon nom s’écrit Martín" in browser.get(CORRECTIONS).content.decode()

    answer = browser.post(
        f"{CORRECTIONS}{asked.pk}/",
        {"birth_name": "Martín", "given_name": "Léa", "answer": "C’est fait.", "decision": "accept"},
    )

    assert answer["Location"] == CORRECTIONS
    asked.refresh_from_db()
    asked.person.refresh_from_db()
    assert (asked.accepted, asked.person.birth_name) == (True, "Martín")
    run_due_tasks()
    assert any("C’est fait." in letter.text for letter in outbox.letters)


def test_whoever_comes_second_learns_that_it_is_decided(browser: PageClient, asked: CorrectionRequest) -> None:
    page, answers = f"{CORRECTIONS}{asked.pk}/", {"birth_name": "Martin", "given_name": "Léa", "answer": "Non."}
    browser.post(page, answers)

    for second in (browser.get(page, follow=True), browser.post(page, answers, follow=True)):
        assert "déjà répondu" in second.content.decode()


def test_a_refused_correction_changes_nothing(browser: PageClient, asked: CorrectionRequest) -> None:
    browser.post(
        f"{CORRECTIONS}{asked.pk}/",
        {"birth_name": "Martín", "given_name": "Léa", "answer": "Il faut une pièce.", "decision": "refuse"},
    )

    asked.refresh_from_db()
    asked.person.refresh_from_db()
    assert (asked.accepted, asked.person.birth_name) == (False, "Martin")


def test_a_correction_changes_only_what_it_is_about(browser: PageClient, asked: CorrectionRequest) -> None:
    browser.post(
        f"{CORRECTIONS}{asked.pk}/",
        {
            "birth_name": "Martín",
            "given_name": "Léa",
            "birth_date": "01/01/1990",
            "answer": "Oui",
            "decision": "accept",
        },
    )

    asked.person.refresh_from_db()
    assert asked.person.birth_date.year == 2007


def test_corrections_of_another_composante_are_not_there(inhabitant: Inhabitants, asked: CorrectionRequest) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS")))

    assert "Mon nom" not in browser.get(CORRECTIONS).content.decode()
    assert browser.post(f"{CORRECTIONS}{asked.pk}/", {"answer": "x", "decision": "refuse"}).status_code == 404


def test_a_gap_year_waits_for_a_decision_before_anything_is_paid() -> None:
    file = ReadyFileFactory.create()
    give_situation(file, Situation(gap_year=GapYear.SEMESTER))

    with pytest.raises(AwaitsDecision):
        start_payment(file)


def test_once_accepted_the_file_is_paid(browser: PageClient) -> None:
    file = ReadyFileFactory.create()
    give_situation(file, Situation(gap_year=GapYear.SEMESTER))
    decision = FileDecision.objects.get()
    assert "Césure demandée" in browser.get(DECISIONS).content.decode()

    answer = browser.post(f"{DECISIONS}{decision.pk}/", {"answer": "Bon voyage", "decision": "accept"})

    assert answer["Location"] == DECISIONS
    assert start_payment(file)


def test_a_refused_gap_year_is_taken_out_of_the_file(browser: PageClient) -> None:
    file = ReadyFileFactory.create()
    give_situation(file, Situation(gap_year=GapYear.SEMESTER))

    browser.post(f"{DECISIONS}{FileDecision.objects.get().pk}/", {"answer": "Trop tard", "decision": "refuse"})

    file.refresh_from_db()
    assert file.gap_year == GapYear.NONE
    assert start_payment(file)


def test_a_wish_taken_back_asks_for_no_decision_any_more() -> None:
    file = ReadyFileFactory.create()
    give_situation(file, Situation(gap_year=GapYear.SEMESTER))

    give_situation(file, Situation())

    assert not FileDecision.objects.exists()


def test_a_refused_repetition_is_not_paid(browser: PageClient) -> None:
    file = ReadyFileFactory.create()
    decision = raise_decision(file, DecisionKind.REPEATED_STEP)

    browser.post(f"{DECISIONS}{decision.pk}/", {"answer": "Réorientez-vous", "decision": "refuse"})

    with pytest.raises(AwaitsDecision):
        start_payment(file)


def test_decisions_of_another_composante_are_not_there(inhabitant: Inhabitants) -> None:
    decision = raise_decision(ReadyFileFactory.create(), DecisionKind.GAP_YEAR)
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS")))

    answer = browser.post(f"{DECISIONS}{decision.pk}/", {"answer": "x", "decision": "accept"})

    assert answer.status_code == 404
    assert "Césure" not in browser.get(DECISIONS).content.decode()


def test_the_home_counts_what_waits(
    browser: PageClient, asked: CorrectionRequest, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    raise_decision(asked.person and ReadyFileFactory.create(), DecisionKind.GAP_YEAR)

    with max_queries(20):
        page = browser.get(HOME).content.decode()

    assert page.count("en attente") == 2
