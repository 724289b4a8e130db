"""Banks: the one of the settings, and how it is found."""

from django.conf import settings
from django.utils.module_loading import import_string

from peristyle.enrolment.ports import PaymentProvider


def payment_provider() -> PaymentProvider:
    """The bank this house works with (PERISTYLE_PAYMENT_PROVIDER). Raises ImproperlyConfigured."""
    provider: PaymentProvider = import_string(settings.PERISTYLE_PAYMENT_PROVIDER)()
    return provider
