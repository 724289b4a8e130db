"""An exam of a unit with its students, its rooms, its planner; somebody is entitled to more time."""

from datetime import date

import pypdfium2

from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.actions.exams.give_rooms import give_rooms
from peristyle.timetable.actions.exams.name_invigilators import name_invigilator
from peristyle.timetable.actions.exams.publish_exams import publish_exam
from peristyle.timetable.actions.exams.seat_students import seat_students
from peristyle.timetable.models import ExamArrangement, ExamSeat, PublishedSeat, PublishedSession, Room, Session
from peristyle.timetable.rules.exams.seating import Seating, SeatOrder
from peristyle.timetable.rules.room_file import Equipment
from peristyle.timetable.rules.sessions import ActivityKind
from tests.harness.inhabitants import someone
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot


def entitled(person: Person, *, extra: int = 20, apart: bool = True, wheelchair: bool = False) -> ExamArrangement:
    """Entitle a student to more time, apart."""
    return ExamArrangement.objects.create(
        person=person,
        extra_per_hour=extra,
        apart=apart,
        wheelchair=wheelchair,
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 8, 31),
        recorded_at=clock.now(),
    )


class ExamHall:
    """Two hours from eight on, the second day: ten students, of whom the last one writes longer, apart."""

    def __init__(self, *, students: int = 10) -> None:
        sync_components()
        self.component, other = Component.objects.order_by("code")[:2]
        self.planner = someone(Role.PLANNER, component=self.component)
        self.stranger = someone(Role.PLANNER, component=other)
        self.group = GroupFactory.create()
        self.group.unit.component = self.component
        self.group.unit.save()
        people = [PersonFactory.create() for _ in range(students - 2)]
        self.student, self.longer = someone(Role.STUDENT), someone(Role.STUDENT)
        for number, person in enumerate((*people, self.student, self.longer)):
            person.student_number = person.student_number or f"2100{number:04d}"
            person.save()
            member(self.group, person)
        entitled(self.longer)
        self.hall = RoomFactory.create(name="Amphi 1", capacity=40, equipment=[Equipment.WHEELCHAIR])
        self.apart = RoomFactory.create(name="Salle 2", capacity=6)
        self.teacher = someone(Role.TEACHER)
        self.teacher.staff_number = "P0001"
        self.teacher.save()
        of = activity(self.group, kind=ActivityKind.EXAM)
        of.component = self.component
        of.save()
        self.session = session(of, slot(8, day=1, minutes=120))

    def give_rooms(self, *rooms: Room, apart: Room | None = None) -> None:
        """The exam is sat there."""
        give_rooms(
            self.session,
            rooms=[room.pk for room in rooms or (self.hall,)],
            apart=[(apart or self.apart).pk],
            by=self.planner,
            reason="essai",
        )

    def seat(self, order: SeatOrder = SeatOrder.SHUFFLED, *, afresh: bool = False) -> Seating:
        """Everybody gets a seat."""
        return seat_students(self.session, by=self.planner, order=order, afresh=afresh)

    def publish(self) -> None:
        """Students are summoned."""
        publish_exam(self.session, by=self.planner)

    def ready(self) -> "ExamHall":
        """With rooms, seats, invigilators; published."""
        self.give_rooms()
        self.seat()
        for person, room in (
            (self.teacher, self.hall),
            (someone(Role.TEACHER), self.hall),
            (someone(Role.TEACHER), self.apart),
        ):
            name_invigilator(self.session, person, room, by=self.planner, reason="essai")
        self.publish()
        return self

    @property
    def seats(self) -> dict[int, tuple[str, int]]:
        """Who sits where, as planners see it."""
        return {seat.person_id: (seat.room_id, seat.number) for seat in ExamSeat.objects.filter(session=self.session)}

    @property
    def seen(self) -> PublishedSession:
        """The exam as people see it."""
        return PublishedSession.objects.get(pk=self.session.pk)

    def seen_seat(self, person: Person) -> PublishedSeat:
        """Where somebody reads that they sit."""
        return PublishedSeat.objects.get(published=self.session.pk, person=person)

    def page(self, name: str = "") -> str:
        """A page of the planners."""
        return f"/gestion/planning/examens/{self.session.pk}/{name}"

    def own_page(self, name: str = "") -> str:
        """A page of the students."""
        return f"/emploi-du-temps/examens/{self.session.uid}/{name}"

    def again(self) -> Session:
        """The session as it now is."""
        return Session.objects.get(pk=self.session.pk)


def text_of_pdf(content: bytes) -> str:
    """What one reads on its pages."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
