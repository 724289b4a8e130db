"""Show a word to everybody, or take it down."""

from datetime import datetime

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.portal.models import Banner


def publish_banner(*, by: Person, starts_at: datetime, ends_at: datetime, **words: str) -> Banner:
    """Publish a banner; `words` are its kind, titles and texts."""
    banner = Banner.objects.create(published_by=by, starts_at=starts_at, ends_at=ends_at, **words)
    record("portal.publish_banner", actor=by, subject=banner, title=banner.title_fr)
    return banner


def end_banner(banner: Banner, *, by: Person) -> None:
    """Take the banner down now; one that has not begun never will."""
    now = clock.now()
    banner.starts_at, banner.ends_at = min(banner.starts_at, now), now
    banner.save(update_fields=["starts_at", "ends_at"])
    record("portal.end_banner", actor=by, subject=banner)
