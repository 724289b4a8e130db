"""Write down which rooms people asked for, when rooms are closed, when the teacher of the cast cannot teach."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import (
    DeclaredTime,
    Room,
    Slot,
    Wish,
    approve_booking,
    ask_booking,
    cancel_booking,
    close_room,
    declare_own,
    free_rooms,
    refuse_booking,
    withdraw_booking,
)

#: Where the teacher of the cast teaches.
SITE = "Richter"
FRIDAY, SATURDAY = 4, 5
#: Rooms are asked for on a day of classes so far ahead.
SOON, LATE = 2, 40
#: A room is closed for some days so far ahead.
WORKS_IN = timedelta(days=200)
LASTS = timedelta(hours=1, minutes=30)
WAITING, GIVEN, CANCELLED, REFUSED, WITHDRAWN = "waiting", "given", "cancelled", "refused", "withdrawn"
ASKED = (
    ("Soutenances blanches de master", 12, time(12), GIVEN),
    ("Atelier tableur", 20, time(18, 15), CANCELLED),
    ("Projection du ciné-club", 30, time(18, 15), REFUSED),
    ("Réunion d’équipe", 8, time(7), WITHDRAWN),
    ("Révisions avant les examens", 30, time(18, 15), WAITING),
)


def write_bookings(teacher: Person, colleague: Person, planner: Person) -> None:
    """A request in each state, and one more that waits; nothing when no classes are near."""
    day = _day_of_classes()
    if day is None:
        return
    for purpose, people, hour, end in ASKED:
        _write(teacher, purpose, people, _slot(day, hour), end=end, planner=planner)
    _write(colleague, "Formation à la messagerie", 16, _slot(day, time(13, 15)), end=WAITING, planner=planner)


def write_unavailabilities(teacher: Person, planner: Person) -> None:
    """Hours at which the teacher cannot or would rather not; rooms closed each week, and for some days."""
    saturday = DeclaredTime(weekday=SATURDAY, starts=time(8), ends=time(20))
    declare_own(teacher, Wish.IMPOSSIBLE, saturday)
    evening = DeclaredTime(weekday=FRIDAY, starts=time(18), ends=time(20))
    declare_own(teacher, Wish.UNDESIRED, evening, reason="Dernier train pour Nîmes")
    first, second = Room.objects.filter(withdrawn_at=None, building__site=SITE).order_by("-pk")[:2]
    afternoon = DeclaredTime(weekday=SATURDAY, starts=time(13), ends=time(20))
    close_room(first, afternoon, reason="Bâtiment fermé le samedi après-midi", by=planner)
    far = clock.today() + WORKS_IN
    works = DeclaredTime(starts_at=_instant(far, time(8)), ends_at=_instant(far + timedelta(days=4), time(20)))
    close_room(second, works, reason="Changement du vidéoprojecteur", by=planner)


def _write(asker: Person, purpose: str, people: int, slot: Slot, *, end: str, planner: Person) -> None:
    room = free_rooms(slot, places=people).filter(building__site=SITE).first()
    if room is None:
        return
    booking = ask_booking(room, slot, purpose=purpose, people=people, by=asker)
    if end in (GIVEN, CANCELLED):
        approve_booking(booking, by=planner)
    if end == CANCELLED:
        cancel_booking(booking, reason="Travaux dans le bâtiment", by=planner)
    elif end == REFUSED:
        refuse_booking(booking, reason="Les projections ont lieu dans l’amphithéâtre.", by=planner)
    elif end == WITHDRAWN:
        withdraw_booking(booking, by=asker)


def _day_of_classes() -> date | None:
    """The first day of classes that is near, but not too near to be answered."""
    today = clock.today()
    periods = list(CalendarPeriod.objects.filter(ends_on__gte=today))
    for day in (today + timedelta(days=number) for number in range(SOON, LATE)):
        kinds = {period.kind for period in periods if period.starts_on <= day <= period.ends_on}
        if kinds == {PeriodKind.CLASSES} and day.weekday() <= FRIDAY:
            return day
    return None


def _slot(day: date, starts: time) -> Slot:
    starts_at = _instant(day, starts)
    return Slot(starts_at, starts_at + LASTS)


def _instant(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
