"""Feeds of students of a demonstration university, straight into the database, their calendars written beforehand."""

from collections.abc import Iterable

from peristyle.accounts.public import Account
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest, new_feed_token
from peristyle.people.public import Person
from peristyle.timetable.actions.feeds.write_calendar import write_calendar
from peristyle.timetable.actions.touch_timetables import touch
from peristyle.timetable.models import Feed, FeedRendering, TimetableVersion
from peristyle.timetable.public import PublishedSession

BATCH = 2000
#: So many calendars are truly written; the others are copies of them: what a poll reads is as long.
MODELS = 50
FULL = 300


def write_subscribers(how_many: int) -> list[tuple[str, str]]:
    """A feed for each of so many students, just read by their programs; returns the secrets and the tags they keep."""
    now = clock.now()
    active = Account.objects.filter(
        activation__isnull=False,
        suspensions=None,
        login__contains="@etu.",
        person__affiliations__ends_on__year__gte=now.year + 1,
    )
    people = list(active.order_by("person_id").values_list("person_id", flat=True).distinct()[:how_many])
    if len(people) < how_many:
        raise RuntimeError(f"Only {len(people)} students have an active account, of the {how_many} wanted.")
    secrets = [new_feed_token() for _ in people]
    Feed.objects.bulk_create(
        (
            Feed(person_id=person, label="Téléphone", token_digest=digest(secret), created_at=now, last_used_at=now)
            for person, secret in zip(people, secrets, strict=True)
        ),
        batch_size=BATCH,
    )
    models = [written for person in people[:MODELS] if (written := write_calendar(person, 0))]
    versions = dict(TimetableVersion.objects.values_list("person_id", "version"))
    calendars = [
        FeedRendering(
            person_id=person,
            version=versions.get(person, 0),
            day=models[number % len(models)].day,
            etag=f"{number:032x}",
            changed_at=now,
            body=models[number % len(models)].body,
        )
        for number, person in enumerate(people)
    ]
    FeedRendering.objects.all().delete()
    FeedRendering.objects.bulk_create(calendars, batch_size=BATCH)
    return [(secret, calendar.etag) for secret, calendar in zip(secrets, calendars, strict=True)]


def change_timetables(secrets: Iterable[str]) -> None:
    """Something was published that concerns the holders of these feeds: their next poll writes the calendar anew."""
    digests = [digest(secret) for secret in secrets]
    for start in range(0, len(digests), BATCH):
        some = Feed.objects.filter(token_digest__in=digests[start : start + BATCH])
        touch(some.values_list("person_id", flat=True))


def fill(secret: str) -> None:
    """The holder of this feed teaches three hundred sessions, and attends none."""
    person = Person.objects.get(feeds__token_digest=digest(secret))
    taught = PublishedSession.teachers.through
    sessions = PublishedSession.objects.order_by("pk").values_list("pk", flat=True)[:FULL]
    taught.objects.bulk_create(taught(publishedsession_id=pk, person_id=person.pk) for pk in sessions)
    touch([person.pk])
