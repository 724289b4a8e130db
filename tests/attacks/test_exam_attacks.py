"""Nobody reads another's seat or arrangement, nobody plans outside their composante, names are never markup."""

import pytest

from peristyle.kernel.permissions import Role
from peristyle.timetable.models import ExamArrangement, ExamSeat
from peristyle.timetable.queries.feed_events import events_of
from tests.harness.inhabitants import signed_in, someone
from tests.harness.travel import Traveller
from tests.timetable.exam_factories import ExamHall, text_of_pdf

pytestmark = pytest.mark.django_db
PAGES = ("", "salles/", "places/", "surveillants/", "publier/", "affichage.pdf", "emargement.pdf", "surveillants.pdf")
MARKUP = '#read("/etc/passwd") *gras* $x$ \\ ] <b>'


@pytest.fixture
def exam(at: Traveller) -> ExamHall:
    at("2026-11-30 10:00")
    return ExamHall().ready()


def test_another_student_s_summons_is_nobody_else_s(exam: ExamHall) -> None:
    for curious in (someone(Role.STUDENT), someone(Role.TEACHER), exam.planner):
        browser = signed_in(curious)

        assert browser.get(exam.own_page()).status_code == 404
        assert browser.get(exam.own_page("convocation.pdf")).status_code == 404
        assert "Salle 2" not in browser.get("/emploi-du-temps/examens/").text
        assert browser.get("/emploi-du-temps/examens/convocations.pdf").status_code == 404


def test_a_classmate_learns_nothing_of_extra_time(exam: ExamHall) -> None:
    page = signed_in(exam.student).get(exam.own_page()).text
    pdf = signed_in(exam.student).get(exam.own_page("convocation.pdf")).content
    [event] = events_of(exam.student)

    for said in (page, text_of_pdf(pdf)):
        assert "10:40" not in said
        assert "Salle 2" not in said
        assert "majoré" not in said
    assert event.ends_at == exam.session.ends_at
    assert "Salle 2" not in event.location


def test_a_planner_of_another_composante_finds_nothing(exam: ExamHall) -> None:
    browser, seats = signed_in(exam.stranger), exam.seats

    for name in PAGES:
        assert browser.get(exam.page(name)).status_code == 404, name
    typed = {"order": "shuffled", "afresh": "on", "rooms": "", "room": exam.hall.pk, "person": "x"}
    for name in ("salles/", "places/", "surveillants/", "publier/", f"surveillants/{exam.teacher.pk}/retirer/"):
        assert browser.post(exam.page(name), typed).status_code == 404, name

    assert exam.seats == seats
    assert exam.group.unit.code not in browser.get("/gestion/planning/examens/").text


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.HELPDESK_AGENT, Role.IT_STAFF])
def test_nobody_else_plans_exams_or_reads_arrangements(exam: ExamHall, role: Role) -> None:
    browser = signed_in(someone(role))

    for address in (*(exam.page(name) for name in PAGES), "/gestion/planning/amenagements/"):
        assert browser.get(address).status_code == 403, address


def test_an_arrangement_is_seen_within_the_composante_only(exam: ExamHall) -> None:
    arrangement = ExamArrangement.objects.get()
    browser = signed_in(exam.stranger)

    assert str(exam.longer.student_number) not in browser.get("/gestion/planning/amenagements/").text
    assert browser.post(f"/gestion/planning/amenagements/{arrangement.pk}/terminer/").status_code == 404
    typed = {"student": exam.longer.student_number, "extra": "60", "starts_on": "01/09/2027", "ends_on": "01/10/2027"}
    assert browser.post("/gestion/planning/amenagements/nouveau/", typed).status_code == 422

    assert ExamArrangement.objects.get() == arrangement


def test_names_and_titles_are_never_markup(exam: ExamHall) -> None:
    for person in (exam.student, exam.longer, exam.teacher):
        person.birth_name = person.usual_name = MARKUP
        person.save()
    exam.hall.name = MARKUP
    exam.hall.save()
    exam.session.activity.title = MARKUP
    exam.session.activity.save()

    for person, address in (
        (exam.student, exam.own_page("convocation.pdf")),
        (exam.planner, exam.page("affichage.pdf")),
        (exam.planner, exam.page("emargement.pdf")),
        (exam.planner, exam.page("surveillants.pdf")),
    ):
        pdf = signed_in(person).get(address).content
        said = "".join(text_of_pdf(pdf).split())
        assert "root:" not in said
        assert '#read("/etc/passwd")'.casefold() in said.casefold()
    for person, address in (
        (exam.student, exam.own_page()),
        (exam.planner, exam.page()),
        (exam.planner, exam.page("places/")),
    ):
        assert "<b>" not in signed_in(person).get(address).text


def test_a_seat_of_the_body_of_a_request_counts_for_nothing(exam: ExamHall) -> None:
    before = exam.seats

    signed_in(exam.planner).post(exam.page("places/"), {"order": "shuffled", "person": exam.student.pk, "number": "99"})

    assert exam.seats == before
    assert not ExamSeat.objects.filter(number=99).exists()
