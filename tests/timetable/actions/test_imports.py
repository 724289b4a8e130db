"""A timetable from elsewhere is tried, looked at, taken in as drafts; told again it changes what it must."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from peristyle.kernel import clock
from peristyle.kernel.importing.previewing import NotWaiting
from peristyle.kernel.workbooks import workbook
from peristyle.people.public import Person
from peristyle.timetable.actions.imports.bring_timetable import bring_file, bring_from_tool, confirm_timetable
from peristyle.timetable.actions.imports.sweep_imports import sweep_imports
from peristyle.timetable.adapters.honest_workbook import MOST_UNPACKED
from peristyle.timetable.models import Activity, PublishedSession, Session, TimetableImport
from peristyle.timetable.ports import ToolUnreadable
from peristyle.timetable.rules.imports.rows import COLUMNS
from peristyle.timetable.rules.sessions import ActivityKind
from tests.harness.travel import Traveller
from tests.timetable.adapters.ade_service import LOGIN, PASSWORD, PROJECT, RESOURCES, Service, ade_service, event
from tests.timetable.factories import slot
from tests.timetable.office import Office

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
Bring = Callable[..., TimetableImport]
TITLES = "identifiant;element;type;groupes;enseignants;salles;jour;debut;fin"
LINE = "A1;HAI501I;TD;TD 2;;TD 5.02;01/12/2026;10:00;11:30"


@pytest.fixture
def office(at: Traveller) -> Office:
    at("2026-11-30 07:00")
    return Office()


@pytest.fixture
def bring(office: Office, run_due_tasks: Run) -> Bring:
    """Bring a file as the planner, and have it tried."""

    def brought(*lines: str, titles: str = TITLES, content: bytes = b"", by: Person | None = None) -> TimetableImport:
        taken = bring_file(
            content or "\n".join((titles, *lines)).encode(),
            "planning.csv",
            year=office.group.year,
            component=office.sciences,
            all_or_nothing=False,
            by=by or office.planner,
        )
        run_due_tasks()
        taken.refresh_from_db()
        return taken

    return brought


@pytest.fixture
def take_in(bring: Bring, office: Office, run_due_tasks: Run) -> Bring:
    """The same, confirmed and taken in."""

    def taken_in(*lines: str, **more: Any) -> TimetableImport:
        taken = bring(*lines, **more)
        confirm_timetable(taken, by=office.planner)
        run_due_tasks()
        taken.refresh_from_db()
        return taken

    return taken_in


def reasons(taken: TimetableImport) -> list[str]:
    return [line.code for line in taken.refused_lines.all()]


def imported() -> Session:
    return Session.objects.latest("pk")


def test_nothing_comes_in_before_it_was_looked_at(bring: Bring) -> None:
    before = Session.objects.count()

    taken = bring(LINE)

    assert (taken.added, taken.awaits_word, Session.objects.count()) == (1, True, before)


def test_a_line_becomes_a_draft_of_the_activity_that_stands(take_in: Bring, office: Office) -> None:
    taken = take_in(LINE)

    session = imported()
    assert (taken.added, reasons(taken)) == (1, [])
    assert session.activity == office.activity
    assert session.slot == slot(10, day=1)
    assert session.placement().rooms == {office.free.pk}
    assert session.placement().groups == {office.group.pk}
    assert not PublishedSession.objects.filter(session=session).exists()


def test_the_same_file_twice_changes_nothing(take_in: Bring) -> None:
    take_in(LINE)
    version = imported().version

    again = take_in(LINE)

    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)
    assert imported().version == version


def test_told_anew_it_moves_is_cancelled_and_comes_back(take_in: Bring) -> None:
    take_in(LINE)

    moved = take_in(LINE.replace("10:00;11:30", "14:00;15:30"))
    assert (moved.updated, imported().slot) == (1, slot(14, day=1))

    take_in(f"{LINE};oui", titles=f"{TITLES};annulee")
    assert imported().cancelled_at is not None

    take_in(LINE)
    assert (imported().cancelled_at, imported().slot) == (None, slot(10, day=1))


def test_an_activity_is_made_where_there_is_none(take_in: Bring, office: Office) -> None:
    take_in(
        "C1;HAI501I;CM;;;;01/12/2026;08:00;09:30",
        "C2;HAI501I;CM;;;;02/12/2026;08:00;09:30",
    )

    made = Activity.objects.get(unit=office.group.unit, kind=ActivityKind.CM)
    assert made.whole_unit
    assert (made.session_count, made.sessions.count(), made.component) == (2, 2, office.sciences)


def test_what_the_house_refuses_is_reported_with_its_reason_and_the_rest_comes_in(take_in: Bring) -> None:
    taken = take_in("X1;HAI501I;TD;2;;TD 5.01;30/11/2026;08:30;10:00", LINE)

    (refused,) = taken.refused_lines.all()
    assert (taken.added, refused.line, refused.code) == (1, 2, "conflict")
    assert "La salle est déjà prise" in refused.reason


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A;RIEN;TD;2;;;01/12/2026;10:00;11:30", "unknown_unit"),
        ("A;HAI501I;XX;2;;;01/12/2026;10:00;11:30", "unknown_kind"),
        ("A;HAI501I;TD;9;;;01/12/2026;10:00;11:30", "unknown_group"),
        ("A;HAI501I;TD;;;;01/12/2026;10:00;11:30", "no_group"),
        ("A;HAI501I;TD;2;;Nulle part;01/12/2026;10:00;11:30", "unknown_room"),
        ("A;HAI501I;TD;2;Personne;;01/12/2026;10:00;11:30", "unknown_teacher"),
        ("A;HAI501I;TD;2;;;hier;10:00;11:30", "not_a_day"),
        ("A;HAI501I;TD;2;;;01/12/2026;matin;11:30", "not_a_time"),
        ("A;HAI501I;TD;2;;;01/12/2026;25:00;26:30", "not_a_time"),
        ("A;HAI501I;TD;2;;;01/12/2026;11:30;10:00", "ends_before"),
        ("A;HAI501I;TD;2;;;01/12/2028;10:00;11:30", "outside_year"),
        ("A;;TD;2;;;01/12/2026;10:00;11:30", "nothing_named"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(bring: Bring, line: str, code: str) -> None:
    taken = bring(line)

    assert reasons(taken) == [code]
    assert taken.refused_lines.get().reason


def test_a_teacher_is_known_by_number_or_by_name_in_any_order(take_in: Bring, office: Office) -> None:
    Person.objects.filter(pk=office.teacher.pk).update(staff_number="M1234", birth_name="DUPONT", given_name="Jean")

    for written in ("M1234", "DUPONT Jean", "Jean Dupont"):
        take_in(LINE.replace(";;TD 5.02", f";{written};TD 5.02"))

        assert imported().placement().teachers == {office.teacher.pk}


def test_a_planner_brings_nothing_to_another_composante(bring: Bring, office: Office) -> None:
    taken = bring(LINE, by=office.stranger)

    assert reasons(taken) == ["unit_elsewhere"]


def test_a_workbook_is_read_as_a_table(take_in: Bring) -> None:
    cells = ("A1", "HAI501I", "", "TD", "TD 2", "", "TD 5.02", "01/12/2026", "10:00", "11:30", "", "")

    taken = take_in(content=workbook(COLUMNS, [cells]))

    assert (taken.added, imported().slot) == (1, slot(10, day=1))


def test_a_calendar_names_unit_kind_group_teacher_and_room_among_other_words(take_in: Bring, office: Office) -> None:
    Person.objects.filter(pk=office.teacher.pk).update(staff_number="M1234", birth_name="DUPONT", given_name="Jean")
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:ADE1\nDTSTART:20261201T090000Z\nDTEND:20261201T103000Z\n"
        "SUMMARY:TD HAI501I\nLOCATION:TD 5.02\nDESCRIPTION:\\nL3 INFO TD 2\\nDUPONT Jean\\n\nEND:VEVENT\nEND:VCALENDAR"
    )

    taken = take_in(content=text.encode())

    session = imported()
    assert (taken.added, taken.origin) == (1, "calendar")
    assert session.activity == office.activity
    assert session.placement().teachers == {office.teacher.pk}
    assert session.placement().rooms == {office.free.pk}


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(bring: Bring) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(MOST_UNPACKED // 1_000_000 + 1):
            part.write(bytes(1_000_000))

    with pytest.raises(ToolUnreadable, match="too_much"):
        bring(content=packed.getvalue())


@pytest.mark.parametrize("content", [b"PK\x03\x04 rien", b"%PDF-1.7\0\0", b"\0\1\2"])
def test_what_is_no_timetable_is_refused(bring: Bring, content: bytes) -> None:
    with pytest.raises(ToolUnreadable, match="unreadable"):
        bring(content=content)


def test_confirmed_twice_it_comes_in_once(take_in: Bring, office: Office) -> None:
    taken = take_in(LINE)

    with pytest.raises(NotWaiting):
        confirm_timetable(taken, by=office.planner)


def test_what_nobody_confirmed_is_forgotten(bring: Bring, at: Traveller) -> None:
    taken = bring(LINE)

    at(clock.now() + timedelta(days=8))
    sweep_imports.func()

    assert not TimetableImport.objects.filter(pk=taken.pk).exists()


# ── ADE ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def ade(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    """ADE, and the house configured to read it."""
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n")
    with ade_service() as served:
        monkeypatch.setenv("PERISTYLE_ADE_URL", served.url)
        monkeypatch.setenv("PERISTYLE_ADE_LOGIN", LOGIN)
        monkeypatch.setenv("PERISTYLE_ADE_PASSWORD_FILE", str(password))
        monkeypatch.setenv("PERISTYLE_ADE_PROJECT", PROJECT)
        monkeypatch.setenv("PERISTYLE_ADE_RESOURCES", RESOURCES)
        monkeypatch.setenv("PERISTYLE_ADE_TIMEOUT_SECONDS", "2")
        yield served


@pytest.fixture
def from_ade(ade: Service, office: Office, run_due_tasks: Run) -> Callable[[], TimetableImport]:
    """Read ADE, confirm what it says if it says anything."""

    def read() -> TimetableImport:
        taken = bring_from_tool(
            year=office.group.year, component=office.sciences, all_or_nothing=False, by=office.planner
        )
        run_due_tasks()
        taken.refresh_from_db()
        if not taken.failure:
            confirm_timetable(taken, by=office.planner)
            run_due_tasks()
            taken.refresh_from_db()
        return taken

    return read


def test_a_class_of_ade_comes_in_and_moves_with_it(ade: Service, from_ade: Callable[[], TimetableImport]) -> None:
    ade.events = [event(date="01/12/2026", startHour="10:00", endHour="11:30")]
    assert from_ade().added == 1
    assert imported().slot == slot(10, day=1)

    # Planned anew, ADE gives it another number: its repetition stays.
    ade.events = [event(id="9002", date="02/12/2026", startHour="10:00", endHour="11:30")]
    assert from_ade().updated == 1
    assert imported().slot == slot(10, day=2)


def test_the_project_and_the_days_of_the_year_are_asked_for_and_the_session_closed(
    ade: Service, from_ade: Callable[[], TimetableImport]
) -> None:
    from_ade()

    asked = {each["function"]: each for each in ade.asked}
    assert asked["setProject"]["projectId"] == PROJECT
    assert (asked["getEvents"]["startDate"], asked["getEvents"]["resources"]) == ("09/01/2026", RESOURCES)
    assert ade.open_sessions == set()


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ('<error name="ProjectException"/>', "unknown_answer"),
        ("<events><event", "unknown_answer"),
        (
            '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]><events>&a;</events>',
            "unknown_answer",
        ),
    ],
)
def test_an_answer_that_is_none_is_told_on_the_page(
    ade: Service, from_ade: Callable[[], TimetableImport], text: str, failure: str
) -> None:
    ade.text = text

    taken = from_ade()

    assert (taken.failure, taken.added) == (failure, 0)


def test_a_refused_password_is_told_and_stands_nowhere(
    ade: Service,
    from_ade: Callable[[], TimetableImport],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("PERISTYLE_ADE_LOGIN", "autre")

    assert from_ade().failure == "forbidden"
    assert PASSWORD not in caplog.text
