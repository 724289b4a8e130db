"""A published lecture whose roll is called, its teacher, its students, and what the wall shows."""

from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.actions.attendance.open_roll import open_roll
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Attendance, PublishedSession, Session
from peristyle.timetable.queries.attendance.codes import shown_codes
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

TYPE, CONFIRM = "/emploi-du-temps/presence/", "/emploi-du-temps/presence/confirmer/"


class Lecture:
    """A class of Tuesday 1 December 2026 from 8:00 to 9:30; one may sign from 7:45 to 9:45, and is late from 8:10."""

    def __init__(self, *, day: int = 1, hour: int = 8) -> None:
        sync_components()
        self.component, self.other_component = Component.objects.order_by("code")[:2]
        self.teacher = someone(Role.TEACHER)
        self.group = GroupFactory.create()
        self.student = member(self.group, someone(Role.STUDENT))
        of = activity(self.group)
        of.component = self.component
        of.save()
        self.session = session(of, slot(hour, day=day), RoomFactory.create(), teachers=(self.teacher,))
        publish_sessions(Session.objects.all(), by=None)

    @property
    def seen(self) -> PublishedSession:
        """The session as people see it, with its roll."""
        return PublishedSession.objects.select_related("roll", "activity", "session").get(pk=self.session.pk)

    @property
    def page(self) -> str:
        """The address of its roll."""
        return f"/emploi-du-temps/seances/{self.session.uid}/emargement/"

    def call(self) -> None:
        """Its teacher calls the roll."""
        open_roll(self.seen, by=self.teacher)

    @property
    def scanned(self) -> str:
        """The address that the projected code holds at this instant."""
        return f"{TYPE}{self.session.pk}/{shown_codes(self.seen.roll, clock.now()).scanned}/"

    @property
    def typed(self) -> str:
        """The code to type at this instant."""
        return shown_codes(self.seen.roll, clock.now()).typed

    def newcomer(self) -> Person:
        """One more student of its group."""
        return member(self.group, someone(Role.STUDENT))

    def standing(self, person: Person) -> str:
        """How somebody stands on its roll; nothing when they do not."""
        return (
            Attendance.objects.filter(roll=self.session.pk, person=person).values_list("presence", flat=True).first()
            or ""
        )


def receipt_in(page: str) -> str:
    """What the button of a scanned page hands in."""
    return page.partition('name="receipt" value="')[2].partition('"')[0]


def sign_by_scan(browser: PageClient, address: str) -> int:
    """Scan and tap; the status of the last page."""
    page = browser.get(address)
    if page.status_code != 200:
        return int(page.status_code)
    return int(browser.post(CONFIRM, {"receipt": receipt_in(page.text)}).status_code)


def sign(lecture: Lecture, person: Person) -> int:
    """Somebody scans what is projected now, with a browser of their own."""
    return sign_by_scan(signed_in(person), lecture.scanned)
