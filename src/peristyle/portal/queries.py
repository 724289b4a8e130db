"""Reading banners."""

from django.db.models import QuerySet

from peristyle.kernel import clock
from peristyle.portal.models import Banner


def banners_now() -> QuerySet[Banner]:
    """The banners to show at this instant; three at most, so that the page stays a home."""
    return Banner.objects.shown_at(clock.now())[:3]


def published_banners() -> QuerySet[Banner]:
    """All banners, the newest first."""
    return Banner.objects.select_related("published_by").order_by("-starts_at", "-id")
