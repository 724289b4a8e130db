"""Teachers ask, planners decide; notes and hours of teachers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, RoleAssignment, sync_components
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.actions.requests.ask import ask_move
from peristyle.timetable.models import PublishedSession, Room, Session, SessionRequest, TimetableVersion
from peristyle.timetable.queries.requests import requests_waiting
from peristyle.timetable.rules.sessions import ActivityKind, Placement
from tests.harness.inhabitants import signed_in, someone
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.exam_factories import ExamHall
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


class Lesson:
    """A published class of tomorrow, its teacher, a student, the planner of its composante."""

    def __init__(self) -> None:
        sync_components()
        sciences, other = Component.objects.order_by("code")[:2]
        self.teacher, self.planner = someone(Role.TEACHER), someone(Role.PLANNER, component=sciences)
        self.stranger = someone(Role.PLANNER, component=other)
        self.group = GroupFactory.create()
        self.student = member(self.group, someone(Role.STUDENT))
        self.room, self.free = RoomFactory.create(name="TD 5.01"), RoomFactory.create(name="TD 5.02")
        of = activity(self.group)
        of.component = sciences
        of.save()
        self.session = session(of, slot(8, day=1), self.room, teachers=(self.teacher,))
        publish_sessions(Session.objects.all(), by=None)

    def page(self, name: str) -> str:
        return f"/emploi-du-temps/seances/{self.session.uid}/{name}/"

    @property
    def seen(self) -> PublishedSession:
        return PublishedSession.objects.get(pk=self.session.pk)

    def decide(self, by: Person, **typed: object) -> object:
        request = SessionRequest.objects.get()
        self.session.refresh_from_db()
        typed = {"version": self.session.version, "rooms": self.room.pk, "answer": "", **typed}
        return signed_in(by).post(f"/gestion/planning/demandes/{request.pk}/", typed)


@pytest.fixture
def lesson(at: Traveller) -> Lesson:
    at("2026-11-30 10:00")
    return Lesson()


def test_a_cancellation_is_asked_accepted_published_and_told(
    lesson: Lesson, at: Traveller, outbox: Outbox, run_due_tasks: Run
) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})
    assert not lesson.seen.cancelled
    lesson.decide(lesson.planner, decision="accept", answer="C’est fait.")
    run_due_tasks()
    at.later(seconds=20)
    run_due_tasks()

    assert lesson.seen.cancelled
    assert lesson.seen.cancellation_reason == "Enseignant empêché"
    assert [letter.subject.split("\u202f:")[0] for letter in outbox.letters] == [
        "Annulation demandée",
        "Votre demande est acceptée",
        "Emploi du temps",
    ]
    assert outbox.last.to == lesson.student.backup_email
    assert "Annulée" in signed_in(lesson.student).get(f"/emploi-du-temps/seances/{lesson.session.uid}/").text


def test_a_move_to_a_suggested_time_takes_the_room_that_the_planner_confirms(lesson: Lesson) -> None:
    wanted = slot(14, day=3)
    typed = {"slot": "autre", "day": "03/12/2026", "hour": "14h", "reason": "Colloque"}
    answer = signed_in(lesson.teacher).post(lesson.page("deplacer"), typed)
    assert answer.status_code == 302

    lesson.decide(lesson.planner, decision="accept", rooms=lesson.free.pk)

    assert lesson.seen.slot == wanted
    assert list(lesson.seen.rooms.all()) == [lesson.free]


def test_a_time_that_was_taken_in_between_is_refused_with_its_reason(lesson: Lesson) -> None:
    typed = {"slot": "autre", "day": "03/12/2026", "hour": "14:00", "reason": "Colloque"}
    signed_in(lesson.teacher).post(lesson.page("deplacer"), typed)
    session(activity(GroupFactory.create()), slot(14, day=3), teachers=(lesson.teacher,))

    answer = lesson.decide(lesson.planner, decision="accept")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "L’enseignant a déjà cours" in answer.text  # type: ignore[attr-defined]
    assert lesson.seen.slot == slot(8, day=1)
    assert SessionRequest.objects.get().is_open


def test_an_exam_whose_move_leaves_students_without_a_seat_is_not_moved_by_an_answer(at: Traveller) -> None:
    at("2026-11-30 10:00")
    exam = ExamHall().ready()
    other = RoomFactory.create(name="Amphi 9", capacity=40)
    asked = ask_move(exam.seen, by=exam.teacher, reason="Colloque", starts_at=slot(14, day=3).starts_at)
    typed = {"decision": "accept", "answer": "", "version": exam.again().version, "rooms": other.pk}

    answer = signed_in(exam.planner).post(f"/gestion/planning/demandes/{asked.pk}/", typed)

    assert answer.status_code == 422
    assert "laisserait des étudiants sans place" in answer.text
    assert exam.again().slot == exam.seen.slot == slot(8, day=1, minutes=120)
    assert SessionRequest.objects.get().is_open


def test_a_refusal_says_why_and_changes_nothing(lesson: Lesson, outbox: Outbox, run_due_tasks: Run) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})

    assert lesson.decide(lesson.planner, decision="refuse").status_code == 422  # type: ignore[attr-defined]
    lesson.decide(lesson.planner, decision="refuse", answer="Un collègue peut vous remplacer.")
    run_due_tasks()

    assert not lesson.seen.cancelled
    assert "Un collègue peut vous remplacer." in outbox.last.text
    assert outbox.last.to == lesson.teacher.backup_email


def test_who_decides_second_reads_that_somebody_has_answered(lesson: Lesson) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})
    lesson.decide(lesson.planner, decision="refuse", answer="Un collègue peut vous remplacer.")
    second = signed_in(lesson.planner)

    answer = lesson.decide(lesson.planner, decision="accept")

    page = f"/gestion/planning/demandes/{SessionRequest.objects.get().pk}/"
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert "n’attend plus de réponse" in second.get(page, follow=True).text
    assert not lesson.seen.cancelled


def test_a_session_changed_in_between_is_read_again_before_it_is_decided(lesson: Lesson) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})

    answer = lesson.decide(lesson.planner, decision="accept", version=0, answer="Bien sûr.")

    assert "vient d’être modifiée" in answer.text  # type: ignore[attr-defined]
    assert "Bien sûr." in answer.text  # type: ignore[attr-defined]
    assert not lesson.seen.cancelled


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"slot": "autre", "day": "03/12/2026", "hour": "midi"}, "Écrivez l’heure comme ceci"),
        ({"slot": "autre", "hour": "14:00"}, "Indiquez le jour"),
        ({"slot": "autre", "day": "03/11/2026", "hour": "14:00"}, "déjà passé"),
        ({"slot": "2026-12-01T08:00:00+01:00"}, "choisissez-en un autre"),
        ({"slot": "autre", "day": "02/12/2026", "hour": "8:00"}, "Le groupe a déjà cours"),
        ({"slot": "autre", "day": "03/12/2026", "hour": "14:00", "reason": ""}, "Dites pourquoi"),
    ],
)
def test_a_wrong_wish_names_its_field_and_loses_nothing(lesson: Lesson, typed: dict[str, str], said: str) -> None:
    session(activity(lesson.group), slot(8, day=2))

    answer = signed_in(lesson.teacher).post(lesson.page("deplacer"), {"reason": "Mon colloque", **typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert ("Mon colloque" in answer.text) == (typed.get("reason") is None)
    assert not SessionRequest.objects.exists()


def test_a_second_request_about_a_session_waits_for_the_first_which_may_be_taken_back(lesson: Lesson) -> None:
    browser = signed_in(lesson.teacher)
    browser.post(lesson.page("annuler"), {"reason": "Enseignant empêché"})

    assert "Vous avez déjà demandé" in browser.post(lesson.page("annuler"), {"reason": "Encore"}).text
    browser.post(f"/emploi-du-temps/demandes/{SessionRequest.objects.get().pk}/retirer/")
    assert "Retirée" in browser.get("/emploi-du-temps/demandes/").text
    browser.post(lesson.page("annuler"), {"reason": "Encore"})

    assert [each.is_open for each in SessionRequest.objects.order_by("pk")] == [False, True]


def test_a_note_is_seen_at_once_and_publishes_no_draft(lesson: Lesson) -> None:
    move_session(
        lesson.session,
        Placement(slot(16, day=1), groups=frozenset({lesson.group.pk})),
        by=PersonFactory.create(),
        reason="brouillon",
    )

    signed_in(lesson.teacher).post(lesson.page("note"), {"note": "Apportez <b>une blouse</b>."})

    assert lesson.seen.note == "Apportez <b>une blouse</b>."
    assert (lesson.seen.slot, lesson.seen.sequence) == (slot(8, day=1), 1)
    assert TimetableVersion.objects.get(person=lesson.student).version >= 1
    assert (
        "une blouse&lt;/b&gt;" in signed_in(lesson.student).get(f"/emploi-du-temps/seances/{lesson.session.uid}/").text
    )
    publish_sessions(Session.objects.all(), by=None)
    assert lesson.seen.slot == slot(16, day=1)


def test_hours_are_counted_by_unit_kind_and_state(lesson: Lesson, at: Traveller) -> None:
    session(activity(lesson.group, kind=ActivityKind.TP), slot(14, day=2, minutes=120), teachers=(lesson.teacher,))
    dropped = session(activity(lesson.group), slot(16, day=3), teachers=(lesson.teacher,))
    publish_sessions(Session.objects.all(), by=None)
    PublishedSession.objects.filter(pk=dropped.pk).update(cancelled_at=lesson.session.starts_at)
    at(lesson.session.ends_at + timedelta(minutes=1))

    page = signed_in(lesson.teacher).get("/emploi-du-temps/service/")
    table = signed_in(lesson.teacher).get("/emploi-du-temps/service/csv/").content.decode("utf-8-sig")

    assert "3 h 30" in page.text
    lines = {line.split(";")[3]: line.split(";")[4:] for line in table.splitlines()[1:]}
    assert lines == {"TD": ["1", "1,50", "1,50", "1,50"], "TP": ["1", "2,00", "0,00", "0,00"]}


@pytest.mark.parametrize("name", ["annuler", "deplacer", "note"])
def test_nobody_but_its_teacher_touches_a_session(lesson: Lesson, name: str) -> None:
    for person in (lesson.student, someone(Role.TEACHER), lesson.planner):
        browser = signed_in(person)
        assert browser.get(lesson.page(name)).status_code == 404
        typed = {"reason": "Farce", "note": "Farce", "slot": "autre", "day": "03/12/2026", "hour": "14:00"}
        assert browser.post(lesson.page(name), typed).status_code == 404

    assert not SessionRequest.objects.exists()
    assert lesson.seen.note == ""


def test_a_planner_decides_within_their_composante_and_never_on_their_own_request(lesson: Lesson) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})
    number = SessionRequest.objects.get().pk

    assert "Aucune demande" in signed_in(lesson.stranger).get("/gestion/planning/demandes/").text
    assert lesson.decide(lesson.stranger, decision="accept").status_code == 404  # type: ignore[attr-defined]
    assert lesson.decide(lesson.teacher, decision="accept").status_code == 403  # type: ignore[attr-defined]
    SessionRequest.objects.update(asked_by=lesson.planner)
    assert lesson.decide(lesson.planner, decision="accept").status_code == 404  # type: ignore[attr-defined]
    answer = signed_in(lesson.stranger).post(f"/emploi-du-temps/demandes/{number}/retirer/")

    assert answer.status_code == 404
    assert SessionRequest.objects.get().is_open


def test_what_is_over_or_cancelled_is_asked_for_no_more(lesson: Lesson, at: Traveller) -> None:
    at(lesson.session.ends_at)

    assert signed_in(lesson.teacher).get(lesson.page("annuler")).status_code == 404


def test_a_request_about_a_session_that_is_over_waits_no_more_and_its_author_reads_so(
    lesson: Lesson, at: Traveller
) -> None:
    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})
    assert requests_waiting(lesson.planner) == 1

    at(lesson.session.ends_at)

    assert requests_waiting(lesson.planner) == 0
    planner = signed_in(lesson.planner)
    assert "Aucune demande" in planner.get("/gestion/planning/demandes/").text
    page = planner.get(f"/gestion/planning/demandes/{SessionRequest.objects.get().pk}/", follow=True)
    assert "il est trop tard" in page.text
    own = signed_in(lesson.teacher).get("/emploi-du-temps/demandes/").text
    assert "Restée sans réponse" in own
    assert "En attente" not in own
    assert "Retirer ma demande" not in own


def test_where_a_composante_has_no_planner_another_one_is_written_to(
    lesson: Lesson, outbox: Outbox, run_due_tasks: Run
) -> None:
    RoleAssignment.objects.filter(person=lesson.planner).delete()

    signed_in(lesson.teacher).post(lesson.page("annuler"), {"reason": "Enseignant empêché"})
    run_due_tasks()

    assert outbox.last.to == lesson.stranger.backup_email


def test_the_planners_page_costs_few_queries(lesson: Lesson, max_queries: Callable[..., object]) -> None:
    Room.objects.bulk_create(
        Room(code=f"X{number}", name=f"X{number}", building=lesson.room.building, kind=lesson.room.kind, capacity=50)
        for number in range(60)
    )
    typed = {"slot": "autre", "day": "03/12/2026", "hour": "14:00", "reason": "Colloque"}
    signed_in(lesson.teacher).post(lesson.page("deplacer"), typed)
    browser = signed_in(lesson.planner)

    with max_queries(45):  # type: ignore[attr-defined]
        page = browser.get(f"/gestion/planning/demandes/{SessionRequest.objects.get().pk}/")

    assert "Colloque" in page.text
