"""Shut private calendar addresses."""

from datetime import datetime

from django.utils.translation import gettext as _

from peristyle.accounts.public import Account
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.services import Text
from peristyle.timetable.models import Feed
from peristyle.timetable.queries.feeds import live_feeds


def revoke_feed(feed: Feed) -> None:
    """From now on this address opens nothing."""
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now()):
        record("timetable.revoke_feed", actor=feed.person, subject=feed.person, feed=feed.pk)


def reclaim_feeds(account: Account, since: datetime) -> Text | None:
    """« Ce n’était pas moi »: addresses made by a thief are revoked."""
    revoked = live_feeds(account.person).filter(created_at__gte=since).update(revoked_at=clock.now())
    return _("Les abonnements à l’emploi du temps créés récemment ont été révoqués.") if revoked else None
