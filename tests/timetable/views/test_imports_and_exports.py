"""The planner's pages of imports and exports."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from icalendar import Calendar

from peristyle.people.public import Person
from peristyle.timetable.models import Session, TimetableImport
from tests.harness.inhabitants import signed_in
from tests.harness.travel import Traveller
from tests.timetable.factories import slot
from tests.timetable.office import Office

pytestmark = pytest.mark.django_db
PAGE, EXPORT = "/gestion/planning/imports/", "/gestion/planning/export/"
Run = Callable[..., list[str]]
LINE = b"identifiant;element;type;groupes;jour;debut;fin\nA1;HAI501I;TD;2;01/12/2026;10:00;11:30\n"


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-30 07:00")
    return Office()


def file(content: bytes = LINE, name: str = "planning.csv") -> BytesIO:
    given = BytesIO(content)
    given.name = name
    return given


def bring(office: Office, **more: Any) -> Any:
    return office.browser.post(PAGE, {"year": office.group.year.pk, "file": file(), **more})


def test_a_file_is_brought_looked_at_confirmed_and_its_drafts_found(office: Office, run_due_tasks: Run) -> None:
    page = bring(office)
    run_due_tasks()

    looked_at = office.browser.get(page.url)
    assert "À ajouter" in looked_at.text

    office.browser.post(f"{page.url}confirmer/")
    run_due_tasks()
    assert "Voir les brouillons" in office.browser.get(page.url).text
    assert Session.objects.latest("pk").slot == slot(10, day=1)


def test_what_was_given_up_is_gone(office: Office, run_due_tasks: Run) -> None:
    page = bring(office)
    run_due_tasks()

    office.browser.post(f"{page.url}abandonner/")

    assert not TimetableImport.objects.exists()


def test_what_is_no_timetable_is_told_beside_the_file(office: Office) -> None:
    page = bring(office, file=file(b"%PDF-1.7\0", "planning.pdf"))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "ni un CSV, ni un classeur XLSX" in page.text


def test_the_import_of_another_composante_is_not_found(office: Office, run_due_tasks: Run) -> None:
    page = bring(office)
    run_due_tasks()

    stranger = signed_in(office.stranger)
    assert stranger.get(page.url).status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(f"{page.url}confirmer/").status_code == HTTPStatus.NOT_FOUND


def test_without_another_tool_there_is_nothing_to_read(office: Office) -> None:
    assert "Lire l’autre outil" not in office.browser.get(PAGE).text
    assert office.browser.post(f"{PAGE}outil/").status_code == HTTPStatus.NOT_FOUND


def export(office: Office, kind: str, **more: Any) -> Any:
    return office.browser.post(EXPORT, {"du": "30/11/2026", "au": "05/12/2026", "format": kind, **more})


def test_what_is_exported_is_imported_again_as_the_same_sessions(office: Office, run_due_tasks: Run) -> None:
    Person.objects.filter(pk=office.teacher.pk).update(staff_number="M1234")
    for kind in ("csv", "xlsx"):
        content = export(office, kind).content
        Session.objects.all().delete()

        page = bring(office, file=file(content, f"seances.{kind}"))
        run_due_tasks()
        office.browser.post(f"{page.url}confirmer/")
        run_due_tasks()

        assert [line.reason for line in TimetableImport.objects.get().refused_lines.all()] == []
        (again,) = Session.objects.all()
        assert (again.activity, again.slot) == (office.activity, slot(8))
        assert again.placement().rooms == {office.room.pk}
        TimetableImport.objects.all().delete()


def test_a_name_is_never_a_formula(office: Office) -> None:
    office.activity.unit = None
    office.activity.title = '=HYPERLINK("http://x")'
    office.activity.save()

    assert "'=HYPERLINK" in export(office, "csv").content.decode()


def test_a_calendar_tells_the_same_sessions(office: Office) -> None:
    (event,) = Calendar.from_ical(export(office, "ics").content).walk("VEVENT")

    assert event.start == slot(8).starts_at
    assert "HAI501I" in event["SUMMARY"]


def test_days_in_disorder_are_told(office: Office) -> None:
    page = export(office, "csv", au="01/11/2026")

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_export_asks_as_much_for_many_as_for_few(
    office: Office, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    browser = office.browser
    with max_queries(16):
        browser.post(EXPORT, {"du": "30/11/2026", "au": "05/12/2026", "format": "csv"})
