"""Reading how the synchronisation with another system of scolarité goes."""

from datetime import timedelta

from django.db.models import QuerySet

from peristyle.enrolment import conf
from peristyle.enrolment.models import FeedRun, FeedSource
from peristyle.enrolment.rules.capabilities import IMPORT_ENROLMENTS, READ_FEEDS, Within
from peristyle.kernel import clock
from peristyle.kernel.permissions import can
from peristyle.people.public import Person


def feed_runs() -> QuerySet[FeedRun]:
    """The readings that were made or are to be made, the newest first."""
    return FeedRun.objects.exclude(confirmed_at=None).defer("text")


def feed_imports_visible_to(person: Person) -> QuerySet[FeedRun]:
    """The files an officer may look at: all for who may import everywhere, one's own within a composante."""
    brought = FeedRun.objects.exclude(source=FeedSource.PEGASE).select_related("requested_by").defer("text")
    return brought if can(person, IMPORT_ENROLMENTS, Within(None)) else brought.filter(requested_by=person)


def reported_runs(person: Person) -> QuerySet[FeedRun]:
    """The readings whose refused rows somebody may read: they are of all composantes."""
    return feed_runs() if can(person, READ_FEEDS, Within(None)) else FeedRun.objects.none()


def last_success() -> FeedRun | None:
    """The newest reading of the service that ended well."""
    ended = feed_runs().filter(source=FeedSource.PEGASE, failure="", finished_at__isnull=False)
    return ended.order_by("-finished_at").first()


def is_configured() -> bool:
    """Whether another system enrols."""
    return conf.pegase() is not None


def is_silent() -> bool:
    """Whether a feed is configured and none of its readings ended well for longer than allowed."""
    settings = conf.pegase()
    if settings is None:
        return False
    last = last_success()
    limit = clock.now() - timedelta(hours=settings.silence_hours)
    if last:
        return last.finished_at is None or last.finished_at < limit
    # A feed that was just configured has had no time yet.
    first = feed_runs().filter(source=FeedSource.PEGASE).order_by("id").first()
    return first is not None and first.requested_at < limit
