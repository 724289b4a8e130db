"""Admissions by file: all good lines or none, once, wherever the import is interrupted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from peristyle.audit.public import journal
from peristyle.enrolment.actions.carry_out_import import carry_out_import, confirm_import
from peristyle.enrolment.actions.import_admissions import import_admissions
from peristyle.enrolment.actions.request_import import request_import, take_file
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import Admission, AdmissionImport
from peristyle.enrolment.queries import imports_visible_to
from peristyle.kernel.importing import carrying
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import ADDRESS, DegreeFactory, ReadyFileFactory, StepFactory, an_attempt, component
from tests.harness.inhabitants import Inhabitants
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
TITLES = "numero_candidature;nom;prenom;date_naissance;mail;etape;boursier"
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")
    StepFactory.create()


def line(number: int, *, name: str = "Martin", etape: str = "EE1", grant: str = "non") -> str:
    """A good line, unless it is made otherwise."""
    return f"P26{number:07d};{name};Léa;12/05/2007;{ADDRESS};{etape};{grant}"


def file_of(*lines: str) -> bytes:
    """A file with these lines."""
    return "\n".join([TITLES, *lines, ""]).encode()


def carry_out(*lines: str, all_or_nothing: bool = False) -> AdmissionImport:
    """Import these lines, as the command line does."""
    taken = take_file(file_of(*lines), "admissions.csv", all_or_nothing=all_or_nothing, by=None)
    return carry_out_import(taken.pk, lambda _done, _total: None)


def counts(done: AdmissionImport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, refused."""
    return done.added, done.updated, done.unchanged, done.refused


def test_good_lines_become_admissions() -> None:
    done = carry_out(line(1), line(2))

    assert counts(done) == (2, 0, 0, 0)
    admission = Admission.objects.get(application_number="P260000001")
    assert (admission.birth_name, admission.birth_date, admission.step.code) == ("Martin", date(2007, 5, 12), "EE1")
    assert admission.academic_year.number == 2026


def test_the_same_file_twice_changes_nothing() -> None:
    carry_out(line(1), line(2))
    before = list(Admission.objects.order_by("pk").values())

    assert counts(carry_out(line(1), line(2))) == (0, 0, 2, 0)

    assert list(Admission.objects.order_by("pk").values()) == before


def test_a_changed_line_brings_the_admission_up_to_date() -> None:
    carry_out(line(1), line(2))

    assert counts(carry_out(line(1, grant="oui"), line(2))) == (0, 1, 1, 0)

    assert Admission.objects.get(application_number="P260000001").grant_holder


def test_wrong_lines_are_reported_and_the_others_imported() -> None:
    done = carry_out(line(1), line(2, etape="ZZ9"), "P26;;;;;;", line(4))

    assert counts(done) == (2, 0, 0, 2)
    assert [(refused.line, refused.code) for refused in done.refused_lines.all()] == [
        (3, "unknown_step"),
        (4, "required"),
    ]
    assert done.refused_lines.all()[0].reason == "L’étape « ZZ9 » n’existe pas."


def test_all_or_nothing_imports_nothing_when_a_line_is_wrong() -> None:
    done = carry_out(line(1), line(2, etape="ZZ9"), all_or_nothing=True)

    assert done.gave_up
    assert counts(done) == (0, 0, 0, 1)
    assert not Admission.objects.exists()


def test_all_or_nothing_imports_all_when_every_line_is_right() -> None:
    done = carry_out(line(1), line(2), all_or_nothing=True)

    assert not done.gave_up
    assert counts(done) == (2, 0, 0, 0)


def test_somebody_enrolled_is_not_changed_by_a_file() -> None:
    carry_out(line(1))
    attempt = an_attempt(ReadyFileFactory.create(admission=Admission.objects.get()))
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    assert counts(carry_out(line(1))) == (0, 0, 1, 0)
    assert counts(carry_out(line(1, name="Durand"))) == (0, 0, 0, 1)
    assert carry_out(line(1, name="Durand"), line(2), all_or_nothing=True).gave_up

    assert Admission.objects.get().birth_name == "Martin"


def test_an_etape_that_changes_is_to_be_confirmed_again() -> None:
    StepFactory.create(code="EE2", label="L2 Economie")
    carry_out(line(1))
    file = ReadyFileFactory.create(admission=Admission.objects.get())

    carry_out(line(1, etape="EE2"))

    file.refresh_from_db()
    assert file.step_confirmed_at is None


@pytest.mark.parametrize("content", [b"", b"nom;prenom\n", "é".encode("latin-1")])
def test_a_file_that_is_none_is_reported_too(content: bytes) -> None:
    taken = take_file(content, "photo.jpg", all_or_nothing=False, by=None)

    done = carry_out_import(taken.pk, lambda _done, _total: None)

    assert done.finished_at
    assert done.refused > 0


def test_the_text_is_not_kept_once_the_import_is_over() -> None:
    assert carry_out(line(1)).text == ""


def test_progress_is_told_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "BATCH", 2)
    told: list[tuple[int, int]] = []
    taken = take_file(file_of(*(line(number) for number in range(5))), "a.csv", all_or_nothing=False, by=None)

    carry_out_import(taken.pk, lambda done, total: told.append((done, total)))

    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize("all_or_nothing", [True, False])
def test_an_interrupted_import_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch, *, all_or_nothing: bool) -> None:
    monkeypatch.setattr(carrying, "BATCH", 2)
    content = file_of(*(line(number) for number in range(5)), *([] if all_or_nothing else ["x;;;;;;"]))
    taken = take_file(content, "a.csv", all_or_nothing=all_or_nothing, by=None)

    tries, query = 0, 5
    while not AdmissionImport.objects.get(pk=taken.pk).finished_at:
        tries += 1
        with connection.execute_wrapper(interruption(at_query=query)):
            try:
                carry_out_import(taken.pk, lambda _done, _total: None)
            except InterruptedError:
                query += 3

    assert tries > 3
    assert counts(AdmissionImport.objects.get(pk=taken.pk)) == (5, 0, 0, 0 if all_or_nothing else 1)
    assert Admission.objects.count() == 5


def interruption(*, at_query: int) -> Callable[..., object]:
    """Fails at the query of that rank."""
    asked = 0

    def ask(execute: Callable[..., object], sql: str, *arguments: object) -> object:
        nonlocal asked
        asked += 1
        # A test stands within a transaction: an interrupted COMMIT is not to be told from a committed one here.
        if asked >= at_query and not sql.startswith(("RELEASE", "ROLLBACK")):
            raise InterruptedError
        return execute(sql, *arguments)

    return ask


def test_an_officer_of_a_composante_imports_for_its_etapes_only(inhabitant: Inhabitants, run_due_tasks: Work) -> None:
    StepFactory.create(code="HI1", degree=DegreeFactory.create(code="LINF", component=component("FDS")))
    officer = inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO"))

    taken = request_import(file_of(line(1), line(2, etape="HI1")), "a.csv", all_or_nothing=False, by=officer)
    run_due_tasks()
    confirm_import(taken, by=officer)
    run_due_tasks()

    done = AdmissionImport.objects.get()
    assert counts(done) == (1, 0, 0, 1)
    assert done.refused_lines.get().code == "step_elsewhere"
    assert journal(action="enrolment.finish_import").get().actor == officer


def test_an_officer_of_a_composante_sees_their_own_imports_and_one_of_the_house_sees_all(
    inhabitant: Inhabitants,
) -> None:
    here = inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO"))
    everywhere = inhabitant(Role.REGISTRAR_OFFICER)
    mine = request_import(file_of(line(1)), "a.csv", all_or_nothing=False, by=here)
    other = request_import(file_of(line(1)), "b.csv", all_or_nothing=False, by=everywhere)

    assert list(imports_visible_to(here)) == [mine]
    assert list(imports_visible_to(everywhere)) == [other, mine]


def test_the_command_line_imports_a_file(tmp_path: Path) -> None:
    path = tmp_path / "admissions.csv"
    path.write_bytes(file_of(line(1)))

    assert counts(import_admissions(path)) == (1, 0, 0, 0)


def test_a_batch_costs_the_same_however_many_lines_it_has(max_queries: Callable[..., Any]) -> None:
    with max_queries(26):
        carry_out(*(line(number) for number in range(400)))
