"""Give everybody who sits an exam a seat."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.place_session import hold
from peristyle.timetable.models import ExamSeat, Session
from peristyle.timetable.queries.exams.sitters import as_sitters, seated_rooms, sitters_of
from peristyle.timetable.queries.planning.scope import with_what_they_hold
from peristyle.timetable.rules.exams.seating import Seat, Seating, SeatOrder, seat_all


def seat_students(session: Session, *, by: Person, order: SeatOrder, afresh: bool = False) -> Seating:
    """Newcomers get a seat and nobody else moves, unless all are seated `afresh`.

    The rooms are held until the last one has finished: raises PlacementRefused when somebody else holds one by then.
    """
    with transaction.atomic():
        # Of two planners who seat the same exam, the second one keeps what the first one gave.
        Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        held = with_what_they_hold(Session.objects.filter(pk=session.pk)).get()
        sitters = sitters_of(held)
        seats = {seat.person_id: seat for seat in ExamSeat.objects.filter(session=held)}
        kept = () if afresh else [Seat(each.person_id, each.room_id, each.number) for each in seats.values()]
        seating = seat_all(as_sitters(sitters), seated_rooms(held), kept=kept, order=order, seed=str(held.uid))
        wanted = {
            seat.person: ExamSeat(
                session=held,
                person_id=seat.person,
                room_id=seat.room,
                number=seat.number,
                extra_per_hour=sitters[seat.person][1].extra_per_hour,
            )
            for seat in seating.seats
        }
        changed = [pk for pk, seat in seats.items() if pk not in wanted or _differ(seat, wanted[pk])]
        ExamSeat.objects.filter(session=held, person__in=changed).delete()
        ExamSeat.objects.bulk_create(seat for pk, seat in wanted.items() if pk not in seats or pk in changed)
        hold(held, held.placement())
        record(
            "timetable.seat_students",
            actor=by,
            subject=held,
            seated=len(seating.seats),
            unseated=len(seating.unseated),
            order=order.value,
            afresh=afresh,
        )
    return seating


def _differ(seat: ExamSeat, other: ExamSeat) -> bool:
    def of(each: ExamSeat) -> tuple[object, ...]:
        return each.room_id, each.number, each.extra_per_hour

    return of(seat) != of(other)
