"""Make a private calendar address."""

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest, new_feed_token
from peristyle.people.public import Person
from peristyle.timetable.models import Feed
from peristyle.timetable.queries.feeds import live_feeds

MOST_FEEDS = 10


class TooManyFeeds(Exception):
    """Ten at a time: one must be revoked before the next."""


def make_feed(person: Person, *, label: str) -> tuple[Feed, str]:
    """A feed and its secret of 160 bits, which is not kept: it can be shown this once. Raises TooManyFeeds."""
    Person.objects.select_for_update().get(pk=person.pk)
    if live_feeds(person).count() >= MOST_FEEDS:
        raise TooManyFeeds
    secret = new_feed_token()
    feed = Feed.objects.create(person=person, label=label, token_digest=digest(secret), created_at=clock.now())
    record("timetable.make_feed", actor=person, subject=person, feed=feed.pk)
    return feed, secret
