"""Banners."""

from datetime import timedelta

import factory

from peristyle.kernel import clock
from peristyle.portal.models import Banner
from tests.harness.factories import HouseFactory


class BannerFactory(HouseFactory[Banner]):
    """A banner shown since an hour ago, for another hour."""

    class Meta:
        model = Banner

    kind = "warning"
    title_fr = "Tram 1 interrompu"
    title_en = "Tram 1 is down"
    starts_at = factory.LazyFunction(lambda: clock.now() - timedelta(hours=1))
    ends_at = factory.LazyFunction(lambda: clock.now() + timedelta(hours=1))
