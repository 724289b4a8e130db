"""The roll of a session: called, projected, signed, corrected, closed, taken away as a file, forgotten."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import pikepdf
import pytest
from python_calamine import CalamineWorkbook

from peristyle.accounts.public import Account
from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.attendance.forget_attendance import forget_attendance
from peristyle.timetable.actions.erase_timetable import erase_timetable
from peristyle.timetable.models import Attendance, AttendanceCorrection, PublishedSession, Roll
from tests.harness.inhabitants import signed_in, someone
from tests.harness.travel import Traveller
from tests.timetable.factories import slot
from tests.timetable.lectures import TYPE, Lecture, sign

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


@pytest.fixture
def lecture(at: Traveller) -> Lecture:
    at("2026-12-01 07:45")
    return Lecture()


def test_the_roll_is_called_projected_signed_and_seen(lecture: Lecture) -> None:
    teacher = signed_in(lecture.teacher)
    assert "Ouvrir l’appel" in teacher.get(lecture.page).text
    teacher.post(f"{lecture.page}ouvrir/")

    projected = teacher.get(f"{lecture.page}projection/").text
    assert f"{lecture.typed[:3]} {lecture.typed[3:]}".upper() in projected
    assert "data:image/svg+xml" in projected
    assert sign(lecture, lecture.student) == 200

    roll = teacher.get(lecture.page).text
    assert "1 sur 1" in roll
    assert "07:45" in roll
    assert journal(action="timetable.open_roll").get().actor == lecture.teacher
    own = signed_in(lecture.student)
    assert "signé à 07:45" in own.get(f"/emploi-du-temps/seances/{lecture.session.uid}/").text
    assert "Présence : 1" in own.get("/emploi-du-temps/presences/").text.replace("\u202f", " ")


def test_opening_the_scanned_page_signs_nothing(lecture: Lecture) -> None:
    lecture.call()

    assert "Je suis là" in signed_in(lecture.student).get(lecture.scanned).text

    assert not Attendance.objects.exists()


def test_a_typed_code_signs_however_it_is_copied(lecture: Lecture) -> None:
    lecture.call()

    page = signed_in(lecture.student).post(TYPE, {"code": f" {lecture.typed[:3]}-{lecture.typed[3:]} ".upper()})

    assert "C’est signé" in page.text
    assert Attendance.objects.get().way == "typed"


@pytest.mark.parametrize(("hour", "stands"), [("07:46", "present"), ("08:09", "present"), ("08:10", "late")])
def test_who_comes_late_is_late(lecture: Lecture, at: Traveller, hour: str, stands: str) -> None:
    lecture.call()
    at(f"2026-12-01 {hour}")

    sign(lecture, lecture.student)

    assert lecture.standing(lecture.student) == stands


def test_nobody_signs_after_the_window(lecture: Lecture, at: Traveller) -> None:
    lecture.call()
    at("2026-12-01 09:45")
    browser = signed_in(lecture.student)

    assert "L’appel est fermé" in browser.get(lecture.scanned).text
    browser.post(TYPE, {"code": lecture.typed})

    assert not Attendance.objects.exists()


def test_nobody_signs_for_a_session_that_was_moved_to_later(lecture: Lecture) -> None:
    lecture.call()
    PublishedSession.objects.update(starts_at=slot(14, day=1).starts_at, ends_at=slot(14, day=1).ends_at)

    assert "L’appel est fermé" in signed_in(lecture.student).get(lecture.scanned).text
    assert "L’appel s’ouvre" in signed_in(lecture.teacher).get(f"{lecture.page}projection/").text


def test_a_roll_is_not_called_too_early_nor_for_a_cancelled_session(lecture: Lecture, at: Traveller) -> None:
    teacher = signed_in(lecture.teacher)
    PublishedSession.objects.update(starts_at=slot(14, day=1).starts_at, ends_at=slot(14, day=1).ends_at)
    teacher.post(f"{lecture.page}ouvrir/")
    at("2026-12-01 14:00")
    PublishedSession.objects.update(cancelled_at=lecture.session.starts_at)
    teacher.post(f"{lecture.page}ouvrir/")

    assert not Roll.objects.exists()
    assert "annulée" in teacher.get(lecture.page).text


def test_signing_twice_says_so_and_stays_once(lecture: Lecture) -> None:
    lecture.call()
    sign(lecture, lecture.student)

    page = signed_in(lecture.student).get(lecture.scanned)

    assert "Vous avez signé à 07:45" in page.text
    assert Attendance.objects.count() == 1


def test_a_closed_roll_knows_who_was_absent_and_may_be_opened_again(lecture: Lecture) -> None:
    lecture.call()
    missing, teacher = lecture.newcomer(), signed_in(lecture.teacher)
    sign(lecture, lecture.student)

    teacher.post(f"{lecture.page}fermer/")
    assert (lecture.standing(lecture.student), lecture.standing(missing)) == ("present", "absent")
    teacher.post(f"{lecture.page}rouvrir/")

    assert lecture.standing(missing) == ""
    assert sign(lecture, missing) == 200


def test_a_roll_left_open_closes_by_itself(lecture: Lecture, at: Traveller, run_due_tasks: Run) -> None:
    lecture.call()
    at("2026-12-01 09:44")
    run_due_tasks(regular=True)
    assert lecture.standing(lecture.student) == ""

    at("2026-12-01 10:01")
    run_due_tasks(regular=True)

    assert lecture.standing(lecture.student) == "absent"
    assert "Appel fermé" in signed_in(lecture.teacher).get(lecture.page).text


def test_nobody_is_absent_from_a_cancelled_session(lecture: Lecture, at: Traveller, run_due_tasks: Run) -> None:
    lecture.call()
    PublishedSession.objects.update(cancelled_at=lecture.session.starts_at)

    run_due_tasks(regular=True)

    assert Roll.objects.get().closed_at
    assert not Attendance.objects.exists()


def test_a_correction_has_a_reason_an_author_and_stands_in_the_journal(lecture: Lecture, at: Traveller) -> None:
    lecture.call()
    signed_in(lecture.teacher).post(f"{lecture.page}fermer/")
    at("2026-12-07 18:00")
    teacher, line = signed_in(lecture.teacher), f"{lecture.page}{lecture.student.pk}/"

    typed = {"persons": lecture.student.pk, "presence": "excused", "reason": ""}
    refused = teacher.post(line, typed)
    teacher.post(line, {**typed, "reason": "Convoqué ailleurs"})

    assert refused.status_code == 422
    assert "Dites pourquoi" in refused.text
    assert lecture.standing(lecture.student) == "excused"
    kept = AttendanceCorrection.objects.get()
    assert (kept.before, kept.after, kept.by) == ("absent", "excused", lecture.teacher)
    assert journal(action="timetable.correct_attendance").get().details["after"] == "excused"
    assert "Convoqué ailleurs" in teacher.get(line).text


def test_a_paper_sheet_is_typed_in_at_once(lecture: Lecture) -> None:
    lecture.call()
    others = [lecture.newcomer() for _ in range(3)]

    signed_in(lecture.teacher).post(
        f"{lecture.page}corriger/",
        {"persons": [each.pk for each in others], "presence": "present", "reason": "A signé la feuille papier"},
    )

    assert [lecture.standing(each) for each in [lecture.student, *others]] == ["", "present", "present", "present"]


def test_after_the_days_told_nothing_is_corrected(lecture: Lecture, at: Traveller) -> None:
    lecture.call()
    at("2026-12-08 09:30")
    typed = {"persons": lecture.student.pk, "presence": "present", "reason": "Oubli"}

    page = signed_in(lecture.teacher).post(f"{lecture.page}{lecture.student.pk}/", typed)

    assert page.status_code == 422
    assert "ne se corrige plus" in page.text
    assert not AttendanceCorrection.objects.exists()


def test_a_table_opens_rightly_in_a_french_excel_and_holds_no_formula(lecture: Lecture) -> None:
    lecture.call()
    student = lecture.student
    student.usual_name, student.student_number = "=1+cmd()", "00120042"
    student.save()
    sign(lecture, student)
    teacher = signed_in(lecture.teacher)

    text = teacher.get(f"{lecture.page}releve.csv").content.decode("utf-8-sig")
    file = teacher.get(f"{lecture.page}releve.xlsx").content

    (row,) = list(csv.reader(StringIO(text), delimiter=";"))[1:]
    assert row[:5] == ["'=1+cmd()", "Camille", '="00120042"', "Présence", "07:45"]
    cells = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()[-1]
    assert cells[:5] == ["=1+cmd()", "Camille", "00120042", "Présence", "07:45"]
    assert b"<f>" not in file
    assert teacher.get(f"{lecture.page}releve.ods").status_code == 404


def test_a_sheet_to_sign_is_printed_before_the_roll_is_called(lecture: Lecture) -> None:
    pdf = signed_in(lecture.teacher).get(f"{lecture.page}feuille.pdf").content

    with pikepdf.open(BytesIO(pdf)) as sheet:
        assert len(sheet.pages) == 1
        assert "/StructTreeRoot" in sheet.Root


def test_the_roll_asks_for_what_is_new_and_gets_nothing_when_nothing_is(lecture: Lecture) -> None:
    lecture.call()
    teacher = signed_in(lecture.teacher)
    asked = teacher.get(lecture.page).text.partition('hx-get="')[2].partition('"')[0]

    assert teacher.get(asked, headers={"HX-Request": "true"}).status_code == 204
    sign(lecture, lecture.student)
    assert "1 sur 1" in teacher.get(asked, headers={"HX-Request": "true"}).text


def test_planners_of_the_composante_read_the_roll_and_change_nothing(lecture: Lecture) -> None:
    lecture.call()
    planner = signed_in(someone(Role.PLANNER, component=lecture.component))
    stranger = signed_in(someone(Role.PLANNER, component=lecture.other_component))

    assert "Fermer l’appel" not in planner.get(lecture.page).text
    assert planner.get(f"{lecture.page}releve.csv").status_code == 200
    assert stranger.get(lecture.page).status_code == 404
    for address in ("ouvrir", "fermer", "rouvrir", "corriger", lecture.student.pk):
        assert planner.post(f"{lecture.page}{address}/").status_code == 404
    assert planner.get(f"{lecture.page}projection/").status_code == 404


def test_who_left_the_group_stays_on_the_roll_they_signed(lecture: Lecture) -> None:
    lecture.call()
    sign(lecture, lecture.student)
    lecture.group.memberships.all().delete()

    page = signed_in(lecture.teacher).get(lecture.page).text

    assert "n’est plus inscrit ici" in page
    assert "1 sur 0" in page


def test_pages_cost_as_much_for_many_as_for_few(lecture: Lecture, max_queries: Callable[..., object]) -> None:
    lecture.call()
    people = [lecture.student, *(lecture.newcomer() for _ in range(30))]
    for each in people[:20]:
        sign(lecture, each)
    teacher, student = signed_in(lecture.teacher), signed_in(people[-1])
    scanned = lecture.scanned

    for address, allowed in ((lecture.page, 18), (f"{lecture.page}projection/", 16), (f"{lecture.page}corriger/", 18)):
        with max_queries(allowed):  # type: ignore[attr-defined]
            assert teacher.get(address).status_code == 200
    with max_queries(10):  # type: ignore[attr-defined]
        assert student.get(scanned).status_code == 200
    with max_queries(12):  # type: ignore[attr-defined]
        student.post(TYPE, {"code": lecture.typed})
    assert lecture.standing(people[-1]) == "present"


def test_attendance_is_forgotten_a_year_after_the_year_s_end(lecture: Lecture, at: Traveller) -> None:
    lecture.call()
    sign(lecture, lecture.student)
    at("2026-12-09 12:00")
    forget_attendance.func()
    assert Attendance.objects.get().browser == ""

    at("2028-08-30 12:00")
    forget_attendance.func()
    assert Roll.objects.exists()
    at("2028-08-31 12:00")
    forget_attendance.func()

    assert not Roll.objects.exists()
    assert not Attendance.objects.exists()


def test_the_data_of_a_person_are_given_and_erased(lecture: Lecture) -> None:
    lecture.call()
    sign(lecture, lecture.student)
    typed = {"persons": lecture.student.pk, "presence": "absent", "reason": "Parti aussitôt"}
    signed_in(lecture.teacher).post(f"{lecture.page}{lecture.student.pk}/", typed)

    erase_timetable(lecture.teacher.pk)
    assert AttendanceCorrection.objects.get().by is None
    assert Roll.objects.get().opened_by is None
    erase_timetable(lecture.student.pk)

    assert not Attendance.objects.exists()
    assert Account.objects.filter(person=lecture.student).exists()
