"""Banks and feeds: those of the settings, and how they are found."""

from django.conf import settings
from django.utils.module_loading import import_string

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.pegase import Pegase
from peristyle.enrolment.ports import EnrolmentFeed, PaymentProvider


def payment_provider() -> PaymentProvider:
    """The bank this house works with (PERISTYLE_PAYMENT_PROVIDER). Raises ImproperlyConfigured."""
    provider: PaymentProvider = import_string(settings.PERISTYLE_PAYMENT_PROVIDER)()
    return provider


def enrolment_feed() -> EnrolmentFeed | None:
    """The system of scolarité of record, if one is configured (PERISTYLE_PEGASE_URL). Raises ImproperlyConfigured."""
    settings = conf.pegase()
    return Pegase(settings) if settings else None
