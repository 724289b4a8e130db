"""Planners make an exam ready and publish it; students read where they sit."""

from collections.abc import Callable

import pytest

from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.timetable.models import ExamArrangement, Invigilation, RoomApart
from peristyle.timetable.queries.exams.free import rooms_for
from peristyle.timetable.queries.feed_events import events_of
from peristyle.timetable.rules.sessions import ActivityKind
from tests.harness.inhabitants import signed_in, someone
from tests.harness.travel import Traveller
from tests.timetable.exam_factories import ExamHall, text_of_pdf
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Budget = Callable[..., object]


@pytest.fixture
def exam(at: Traveller) -> ExamHall:
    at("2026-11-30 10:00")
    return ExamHall()


def test_a_planner_makes_an_exam_ready_page_by_page(exam: ExamHall) -> None:
    browser = signed_in(exam.planner)
    assert "Aucune salle" in browser.get("/gestion/planning/examens/").text

    version = exam.again().version
    rooms = {"rooms": exam.hall.pk, "apart": exam.apart.name, "reason": "essai", "version": version}
    assert browser.post(exam.page("salles/"), rooms).status_code == 302
    assert browser.post(exam.page("places/"), {"order": "alphabetical"}).status_code == 302
    typed = {"room": exam.hall.pk, "person": exam.teacher.staff_number, "reason": "essai"}
    assert browser.post(exam.page("surveillants/"), typed).status_code == 302
    assert "Surveillants manquants" in browser.get(exam.page()).text
    browser.post(exam.page("publier/"))

    assert RoomApart.objects.get().room == exam.apart
    assert Invigilation.objects.get().person == exam.teacher
    page = signed_in(exam.student).get(exam.own_page()).text
    assert "Amphi 1" in page
    assert "Durée" in page
    assert journal(action="timetable.publish_exam").get().actor == exam.planner


def test_what_is_not_ready_is_not_published(exam: ExamHall) -> None:
    browser = signed_in(exam.planner)
    exam.give_rooms()

    browser.post(exam.page("publier/"))

    assert "Étudiants sans place" in browser.get(exam.page()).text
    assert signed_in(exam.student).get(exam.own_page()).status_code == 404


def test_all_that_are_ready_are_published_at_once(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    session(activity(exam.group, kind=ActivityKind.EXAM), slot(8, day=3))

    answer = signed_in(exam.planner).post("/gestion/planning/examens/", follow=True)

    assert "1 examen est publié." in answer.text
    assert exam.seen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"rooms": "Nulle part"}, "Aucune salle ne s’appelle"),
        ({"rooms": "HALL", "apart": "HALL"}, "pas les deux"),
        ({"rooms": "TAKEN"}, "La salle est déjà prise"),
    ],
)
def test_wrong_rooms_are_said_beside_their_field(exam: ExamHall, typed: dict[str, str], said: str) -> None:
    RoomFactory.create(code="HALL")
    taken = RoomFactory.create(code="TAKEN")
    session(activity(GroupFactory.create()), slot(9, day=1), taken)

    answer = signed_in(exam.planner).post(exam.page("salles/"), typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert not RoomApart.objects.exists()


def test_the_rooms_proposed_are_free_until_the_last_one_has_finished_and_large_enough_first(exam: ExamHall) -> None:
    session(activity(GroupFactory.create()), slot(10, day=1), exam.hall)
    exact, larger = RoomFactory.create(code="EXACT", capacity=18), RoomFactory.create(code="LARGER", capacity=90)

    proposed = [each.room for each in rooms_for(exam.session, 9)]

    assert proposed == [exact, larger, exam.apart]


def test_an_invigilator_who_teaches_then_is_refused_and_a_free_one_is_proposed(exam: ExamHall) -> None:
    exam.give_rooms()
    session(activity(GroupFactory.create()), slot(9, day=1), teachers=(exam.teacher,))
    browser = signed_in(exam.planner)

    answer = browser.post(exam.page("surveillants/"), {"room": exam.hall.pk, "person": exam.teacher.staff_number})
    nobody = browser.post(exam.page("surveillants/"), {"room": exam.hall.pk})

    assert answer.status_code == 422
    assert "L’enseignant a déjà cours" in answer.text
    assert "Indiquez qui surveille" in nobody.text


def test_an_invigilator_is_taken_back(exam: ExamHall) -> None:
    exam.ready()
    browser = signed_in(exam.planner)

    browser.post(exam.page(f"surveillants/{exam.teacher.pk}/retirer/"), {"version": exam.again().version})

    assert not Invigilation.objects.filter(person=exam.teacher).exists()


def test_who_saw_an_older_version_is_told_who_changed_it(exam: ExamHall) -> None:
    version = exam.again().version
    exam.give_rooms()

    answer = signed_in(exam.planner).post(
        exam.page("salles/"), {"rooms": exam.apart.pk, "reason": "essai", "version": version}, follow=True
    )

    assert "a changé cette séance entre-temps" in answer.text


def test_seats_that_lack_are_told(exam: ExamHall) -> None:
    exam.give_rooms(RoomFactory.create(capacity=16))

    answer = signed_in(exam.planner).post(exam.page("places/"), {"order": "shuffled"}, follow=True)

    assert "1 personne n’a pas de place" in answer.text
    assert "Les salles ne suffisent pas" in signed_in(exam.planner).get(exam.page()).text


def test_a_room_that_is_taken_during_extra_time_is_told(exam: ExamHall) -> None:
    exam.give_rooms()
    session(activity(GroupFactory.create()), slot(10, day=1), exam.apart)

    answer = signed_in(exam.planner).post(exam.page("places/"), {"order": "shuffled"})

    assert answer.status_code == 422
    assert "jusqu’à la fin du temps majoré" in answer.text


def test_clashes_are_listed_with_who_has_them(exam: ExamHall) -> None:
    other = GroupFactory.create()
    member(other, exam.student)
    session(activity(other, kind=ActivityKind.EXAM), slot(10, day=1), reason="essai")
    browser = signed_in(exam.planner)

    page = browser.get("/gestion/planning/examens/conflits/").text

    assert "Trop peu de temps entre deux examens" in page
    assert str(exam.student.student_number) in page
    assert "Trop peu de temps" in browser.get(exam.page()).text
    assert "Aucun conflit" in signed_in(exam.stranger).get("/gestion/planning/examens/conflits/").text


def test_filters_narrow_the_exams(exam: ExamHall) -> None:
    browser = signed_in(exam.planner)

    assert "Aucun examen placé" in browser.get("/gestion/planning/examens/?q=introuvable").text
    assert browser.get("/gestion/planning/examens/?periode=999999").status_code == 422
    assert exam.page() in browser.get(f"/gestion/planning/examens/?q={exam.group.unit.code}").text


def test_an_exam_without_a_date_is_listed(exam: ExamHall) -> None:
    due = activity(exam.group, kind=ActivityKind.EXAM)
    due.component = exam.component
    due.save()

    assert f"/gestion/planning/activites/{due.pk}/" in signed_in(exam.planner).get("/gestion/planning/examens/").text


def test_a_student_reads_their_own_end_and_seat(exam: ExamHall) -> None:
    exam.ready()
    seat = exam.seen_seat(exam.longer)

    listed = signed_in(exam.longer).get("/emploi-du-temps/examens/").text
    page = signed_in(exam.longer).get(exam.own_page()).text

    assert f"place {seat.number}" in listed
    assert "08:00 – 10:40" in page
    assert "2 h 40, dont 40 minutes de temps majoré" in page
    assert "carte d’étudiant" in page
    assert "Salle 2" in page
    assert "Amphi 1" not in page
    assert "temps majoré" not in signed_in(exam.student).get(exam.own_page()).text


def test_a_summons_in_english(exam: ExamHall) -> None:
    exam.ready()

    page = signed_in(exam.longer).in_english().get(exam.own_page()).text

    assert "including 40 minutes of extra time" in page
    assert "student card" in page


def test_an_invigilator_reads_where_they_watch_and_is_not_summoned(exam: ExamHall) -> None:
    exam.ready()

    page = signed_in(exam.teacher).get("/emploi-du-temps/examens/").text

    assert "Vos surveillances" in page
    assert "Amphi 1" in page
    assert "Salle 2" not in page
    assert signed_in(exam.teacher).get(exam.own_page()).status_code == 404


def test_who_comes_after_the_publication_waits_for_a_seat(exam: ExamHall) -> None:
    exam.ready()
    late = someone(Role.STUDENT)
    member(exam.group, late)

    page = signed_in(late).get(exam.own_page())

    assert "Votre place n’est pas encore attribuée" in page.text
    assert signed_in(late).get(exam.own_page("convocation.pdf")).status_code == 404
    assert "Étudiants sans place" in signed_in(exam.planner).get(exam.page()).text


def test_the_summons_on_paper_says_all_that_the_page_says(exam: ExamHall) -> None:
    exam.ready()
    seat = exam.seen_seat(exam.longer)

    one = text_of_pdf(signed_in(exam.longer).get(exam.own_page("convocation.pdf")).content)
    every = text_of_pdf(signed_in(exam.longer).get("/emploi-du-temps/examens/convocations.pdf").content)

    for pdf in (one, every):
        assert str(exam.longer.student_number) in pdf
        assert "Salle 2" in pdf
        assert f"Place\n{seat.number}" in pdf or f"Place {seat.number}" in pdf
        assert "07:40" in pdf
        assert "carte d’étudiant" in pdf


def test_a_calendar_says_the_seat_and_the_own_end(exam: ExamHall) -> None:
    exam.ready()

    [event] = events_of(exam.longer)

    assert event.ends_at == exam.session.ends_at + (exam.session.slot.length / 3)
    assert event.description.startswith(f"Place {exam.seen_seat(exam.longer).number}\n")
    assert event.location.startswith("Salle 2,")


def test_the_papers_of_an_exam(exam: ExamHall) -> None:
    exam.ready()
    browser = signed_in(exam.planner)

    door = text_of_pdf(browser.get(exam.page("affichage.pdf")).content)
    sheet = text_of_pdf(browser.get(exam.page("emargement.pdf")).content)
    watch = text_of_pdf(browser.get(exam.page("surveillants.pdf")).content)

    assert str(exam.student.student_number) in door
    assert str(exam.longer.student_number) in door
    assert door.count("AUBÉPINE Camille") == 1
    assert "Signature" in sheet
    assert "10:40" in sheet
    assert "10:40" in watch
    assert "brouillon" not in door


def test_a_paper_of_what_is_not_published_says_so(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()

    door = signed_in(exam.planner).get(exam.page("affichage.pdf")).content

    assert "brouillon, non publié" in text_of_pdf(door)


def test_an_arrangement_is_taken_down_found_and_ended(exam: ExamHall) -> None:
    browser = signed_in(exam.planner)
    typed = {
        "student": exam.student.student_number,
        "extra": "20",
        "apart": "on",
        "starts_on": "01/12/2026",
        "ends_on": "31/08/2027",
    }

    assert browser.post("/gestion/planning/amenagements/nouveau/", typed).status_code == 302
    again = browser.post("/gestion/planning/amenagements/nouveau/", typed)
    assert "Un aménagement court déjà du 1er décembre 2026 au 31 août 2027" in again.text
    listed = browser.get(f"/gestion/planning/amenagements/?q={exam.student.student_number}").text
    assert "Un tiers (20 minutes par heure)" in listed
    made = ExamArrangement.objects.get(person=exam.student)
    browser.post(f"/gestion/planning/amenagements/{made.pk}/terminer/")

    assert not ExamArrangement.objects.filter(person=exam.student).exists()
    entry = journal(action="timetable.record_arrangement").get()
    assert entry.details == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"student": "99999999"}, "Aucun étudiant de vos composantes"),
        ({"extra": "0"}, "Choisissez au moins un aménagement"),
        ({"ends_on": "01/11/2026", "starts_on": "01/10/2026"}, "Cette date est passée"),
        ({"ends_on": "01/12/2026", "starts_on": "02/12/2026"}, "La fin précède le début"),
    ],
)
def test_a_wrong_arrangement_names_its_field(exam: ExamHall, typed: dict[str, str], said: str) -> None:
    right = {
        "student": exam.student.student_number,
        "extra": "20",
        "starts_on": "01/12/2026",
        "ends_on": "31/08/2027",
    }

    answer = signed_in(exam.planner).post("/gestion/planning/amenagements/nouveau/", right | typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert not ExamArrangement.objects.filter(person=exam.student).exists()


@pytest.mark.parametrize("name", ["", "salles/", "places/", "surveillants/"])
def test_a_planner_s_page_costs_the_same_whatever_the_number_of_students(
    exam: ExamHall, max_queries: Budget, name: str
) -> None:
    exam.ready()
    for _ in range(20):
        member(exam.group)
    browser = signed_in(exam.planner)

    with max_queries(40):  # type: ignore[attr-defined]
        browser.get(exam.page(name))


def test_the_list_costs_the_same_whatever_the_number_of_exams(exam: ExamHall, max_queries: Budget) -> None:
    exam.ready()
    for day in range(2, 6):
        other = GroupFactory.create()
        of = activity(other, kind=ActivityKind.EXAM)
        of.component = exam.component
        of.save()
        session(of, slot(8, day=day))
    browser = signed_in(exam.planner)

    with max_queries(26):  # type: ignore[attr-defined]
        browser.get("/gestion/planning/examens/")
    with max_queries(26):  # type: ignore[attr-defined]
        browser.get("/gestion/planning/examens/conflits/")


def test_a_student_s_pages_keep_their_budget(exam: ExamHall, max_queries: Budget) -> None:
    exam.ready()
    browser = signed_in(exam.student)

    with max_queries(12):  # type: ignore[attr-defined]
        browser.get("/emploi-du-temps/examens/")
    with max_queries(12):  # type: ignore[attr-defined]
        browser.get(exam.own_page())


def test_one_s_own_timetable_leads_to_one_s_own_seat(at: Traveller) -> None:
    at("2026-11-30 10:00")
    hall = ExamHall().ready()
    seat = hall.seen_seat(hall.longer)

    at("2026-12-01 07:45")
    browser = signed_in(hall.longer)
    pages = {address: browser.get(address).text for address in ("/", "/emploi-du-temps/", "/emploi-du-temps/liste/")}
    paper = text_of_pdf(browser.get("/emploi-du-temps/semaine.pdf").content)

    for page in (*pages.values(), paper):
        assert hall.apart.name in page
        assert hall.hall.name not in page
        assert f"lace {seat.number}" in page
        assert "10:40" in page
