"""What may be tried against attendance: replay, forge, guess, sign for others, lend a telephone (facts, § 1.1, 19)."""

import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core import signing

from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.attendance.sign import sign_scanned, sign_typed
from peristyle.timetable.models import Attendance, Roll
from peristyle.timetable.queries.attendance.scans import AlreadySigned, CodeWrong, RollShut, look_at_scan
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.rolling_codes import CodeUse, code_of, step_at
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.races import at_once
from tests.harness.travel import Traveller
from tests.timetable.lectures import CONFIRM, TYPE, Lecture, receipt_in, sign, sign_by_scan

pytestmark = pytest.mark.django_db
#: 15 seconds of a code and 10 of grace: the default of timetable.toml.
STEP, GRACE = 15, 10


@pytest.fixture
def lecture(at: Traveller) -> Lecture:
    at("2026-12-01 07:45")
    lecture = Lecture()
    lecture.call()
    return lecture


def test_an_old_code_is_worth_nothing_after_its_grace(lecture: Lecture, at: Traveller) -> None:
    scanned, typed, browser = lecture.scanned, lecture.typed, signed_in(lecture.student)

    at.later(seconds=STEP + GRACE)

    assert "Ce code a changé" in browser.get(scanned).text
    assert "Ce code a changé" in browser.post(TYPE, {"code": typed}).text
    assert not Attendance.objects.exists()


def test_a_code_sent_on_within_its_grace_still_counts_which_no_code_on_a_wall_prevents(
    lecture: Lecture, at: Traveller
) -> None:
    scanned = lecture.scanned

    at.later(seconds=STEP + GRACE - 1)

    assert sign_by_scan(signed_in(lecture.student), scanned) == HTTPStatus.OK


def test_a_page_kept_open_is_worth_nothing_two_minutes_later(lecture: Lecture, at: Traveller) -> None:
    browser = signed_in(lecture.student)
    receipt = receipt_in(browser.get(lecture.scanned).text)

    at.later(seconds=121)

    assert "Ce code a changé" in browser.post(CONFIRM, {"receipt": receipt}).text
    assert not Attendance.objects.exists()


def test_the_receipt_of_who_is_in_the_room_signs_for_nobody_else(lecture: Lecture) -> None:
    absent = lecture.newcomer()
    receipt = receipt_in(signed_in(lecture.student).get(lecture.scanned).text)

    answer = signed_in(absent).post(CONFIRM, {"receipt": receipt, "person": absent.pk})

    assert "Ce code n’ouvre rien" in answer.text
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("field", ["person", "person_id", "session", "presence", "signed_at", "way"])
def test_nothing_typed_says_who_signs_or_how(lecture: Lecture, field: str) -> None:
    other, browser = lecture.newcomer(), signed_in(lecture.student)
    receipt = receipt_in(browser.get(lecture.scanned).text)

    browser.post(CONFIRM, {"receipt": receipt, field: str(other.pk)})

    assert lecture.standing(other) == ""
    assert lecture.standing(lecture.student) == "present"


def test_a_receipt_is_not_forged(lecture: Lecture) -> None:
    facts = {"session": lecture.session.pk, "person": lecture.student.pk, "at": clock.now().isoformat()}
    forged = [signing.dumps(facts), signing.dumps(facts, key="guessed"), "", "x:y:z"]

    for receipt in forged:
        assert "Ce code n’ouvre rien" in signed_in(lecture.student).post(CONFIRM, {"receipt": receipt}).text
    assert not Attendance.objects.exists()


def test_who_reads_the_table_makes_no_code(lecture: Lecture) -> None:
    secret, step = Roll.objects.get().secret, step_at(clock.now(), timetable_rules().attendance)

    for key in (secret.encode(), f"{lecture.session.pk}|{secret}".encode()):
        assert code_of(key, step, CodeUse.TYPED) != lecture.typed


def test_the_typed_code_does_not_open_the_scanned_page(lecture: Lecture) -> None:
    browser = signed_in(lecture.student)

    for code in (lecture.typed, lecture.typed.ljust(16, "0"), "0", "'", "%00"):
        assert "Ce code n’ouvre rien" in browser.get(f"{TYPE}{lecture.session.pk}/{code}/").text


def test_codes_are_not_guessed(lecture: Lecture, at: Traveller) -> None:
    browser = signed_in(lecture.student)
    answers = [browser.post(TYPE, {"code": f"00000{number}"}).status_code for number in range(6)]

    assert answers == [HTTPStatus.UNPROCESSABLE_ENTITY] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert browser.post(TYPE, {"code": lecture.typed}).status_code == HTTPStatus.TOO_MANY_REQUESTS
    at.later(seconds=16)
    assert "C’est signé" in browser.post(TYPE, {"code": lecture.typed}).text


def test_who_guesses_slows_nobody_else_of_the_same_campus(lecture: Lecture) -> None:
    guesser = signed_in(lecture.newcomer())
    for number in range(10):
        guesser.post(TYPE, {"code": f"00000{number}"})

    assert "C’est signé" in signed_in(lecture.student).post(TYPE, {"code": lecture.typed}).text


def test_a_code_typed_too_late_is_no_guess(lecture: Lecture, at: Traveller) -> None:
    typed, browser = lecture.typed, signed_in(lecture.student)
    at.later(minutes=2)

    for _ in range(8):
        assert browser.post(TYPE, {"code": typed}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    assert "C’est signé" in browser.post(TYPE, {"code": lecture.typed}).text


def test_who_is_not_enrolled_is_told_so_and_does_not_count(lecture: Lecture) -> None:
    stranger = signed_in(someone(Role.STUDENT))

    assert "ne vous concerne pas" in stranger.get(lecture.scanned).text
    assert "aucune séance qui vous attend" in stranger.post(TYPE, {"code": lecture.typed}).text
    assert "ne vous concerne pas" in signed_in(lecture.teacher).get(lecture.scanned).text
    assert not Attendance.objects.exists()


def test_who_was_taken_out_of_the_group_between_scan_and_tap_does_not_count(lecture: Lecture) -> None:
    browser = signed_in(lecture.student)
    receipt = receipt_in(browser.get(lecture.scanned).text)
    lecture.group.memberships.all().delete()

    assert "ne vous concerne pas" in browser.post(CONFIRM, {"receipt": receipt}).text
    assert not Attendance.objects.exists()


def test_the_code_of_a_session_signs_no_other(lecture: Lecture) -> None:
    other = Lecture(hour=8)
    other.call()
    code = lecture.scanned.rstrip("/").rpartition("/")[2]

    assert "Ce code n’ouvre rien" in signed_in(other.student).get(f"{TYPE}{other.session.pk}/{code}/").text
    with pytest.raises(CodeWrong):
        sign_typed(other.student, lecture.typed, browser="b")
    assert not Attendance.objects.exists()


def test_a_closed_roll_is_signed_by_no_code_and_no_receipt_of_before(lecture: Lecture) -> None:
    browser, late = signed_in(lecture.student), lecture.newcomer()
    receipt = receipt_in(browser.get(lecture.scanned).text)
    signed_in(lecture.teacher).post(f"{lecture.page}fermer/")

    assert "L’appel est fermé" in browser.post(CONFIRM, {"receipt": receipt}).text
    assert "L’appel est fermé" in signed_in(late).get(lecture.scanned).text

    assert {lecture.standing(lecture.student), lecture.standing(late)} == {"absent"}


def test_one_telephone_that_signs_for_two_shows_to_their_teacher_and_to_nobody_else(lecture: Lecture) -> None:
    absent, third = lecture.newcomer(), lecture.newcomer()
    telephone = signed_in(lecture.student)
    sign_by_scan(telephone, lecture.scanned)
    lent = signed_in(absent)
    lent.cookies["emargement"] = telephone.cookies["emargement"].value
    sign_by_scan(lent, lecture.scanned)
    sign(lecture, third)

    roll = signed_in(lecture.teacher).get(lecture.page).text

    assert "À vérifier" in roll
    assert len(re.findall("même appareil</span>", roll)) == 2
    assert "même appareil</span>" not in signed_in(absent).get("/emploi-du-temps/presences/").text


def test_the_mark_of_a_telephone_links_no_two_rolls(lecture: Lecture) -> None:
    browser = signed_in(lecture.student)
    sign_by_scan(browser, lecture.scanned)
    second = Lecture(hour=8)
    second.call()
    friend = signed_in(second.student)
    friend.cookies["emargement"] = browser.cookies["emargement"].value
    sign_by_scan(friend, second.scanned)

    marks = set(Attendance.objects.values_list("browser", flat=True))

    assert len(marks) == 2
    assert browser.cookies["emargement"].value not in marks


def test_another_site_signs_in_nobody_s_name(lecture: Lecture) -> None:
    student = signed_in(lecture.student)
    receipt = receipt_in(student.get(lecture.scanned).text)
    strict = PageClient(enforce_csrf_checks=True)
    strict.cookies = student.cookies

    assert strict.post(CONFIRM, {"receipt": receipt}).status_code == HTTPStatus.FORBIDDEN
    assert strict.post(TYPE, {"code": lecture.typed}).status_code == HTTPStatus.FORBIDDEN
    assert not Attendance.objects.exists()


def test_students_neither_see_nor_keep_the_roll(lecture: Lecture) -> None:
    browser = signed_in(lecture.student)
    pages = ("", "direct/", "projection/", "projection/code/", "corriger/", "feuille.pdf", "releve.csv", "releve.xlsx")

    for page in (*pages, f"{lecture.student.pk}/"):
        assert browser.get(lecture.page + page).status_code == HTTPStatus.NOT_FOUND
    for verb in ("ouvrir/", "fermer/", "rouvrir/", "corriger/"):
        assert browser.post(lecture.page + verb).status_code == HTTPStatus.NOT_FOUND


def test_nobody_corrects_who_is_not_on_the_roll(lecture: Lecture) -> None:
    stranger, teacher = someone(Role.STUDENT), signed_in(lecture.teacher)
    typed = {"persons": stranger.pk, "presence": "present", "reason": "Un ami"}

    assert teacher.get(f"{lecture.page}{stranger.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert teacher.post(f"{lecture.page}corriger/", typed).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Attendance.objects.exists()


def test_what_people_typed_is_no_markup_on_the_roll(lecture: Lecture) -> None:
    student = lecture.student
    student.usual_name = "<script>alert(1)</script>"
    student.save()
    typed = {"persons": student.pk, "presence": "late", "reason": "<img src=x onerror=alert(1)>"}
    signed_in(lecture.teacher).post(f"{lecture.page}{student.pk}/", typed)

    page = signed_in(lecture.teacher).get(lecture.page).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert signed_in(lecture.teacher).get(f"{lecture.page}feuille.pdf").content.startswith(b"%PDF")


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_a_tap_sent_eight_times_at_once_signs_once(lecture: Lecture) -> None:
    code = lecture.scanned.rstrip("/").rpartition("/")[2]
    receipt = look_at_scan(lecture.student, lecture.session.pk, code).receipt

    def tap() -> str:
        try:
            sign_scanned(lecture.student, receipt, browser="telephone")
        except AlreadySigned:
            return "already"
        return "signed"

    assert sorted(at_once(*[tap] * 8)) == ["already"] * 7 + ["signed"]
    assert Attendance.objects.count() == 1


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_who_signs_as_the_roll_closes_is_present_or_absent_and_knows_which(
    lecture: Lecture, client_for: Callable[..., PageClient]
) -> None:
    code = lecture.scanned.rstrip("/").rpartition("/")[2]
    receipt = look_at_scan(lecture.student, lecture.session.pk, code).receipt
    teacher = client_for(lecture.teacher)

    def tap() -> str:
        try:
            return sign_scanned(lecture.student, receipt, browser="telephone").presence
        except RollShut:
            return "absent"

    told, _closed = at_once(tap, lambda: str(teacher.post(f"{lecture.page}fermer/").status_code))

    assert lecture.standing(lecture.student) == told
