"""Redirects, as their addresses receive them."""

from typing import Any

import factory

from peristyle.kernel import clock
from peristyle.mailbox.models import MailRedirect
from tests.accounts.factories import PersonFactory
from tests.harness.factories import HouseFactory


class MailRedirectFactory(HouseFactory[MailRedirect]):
    """A redirect in force."""

    class Meta:
        model = MailRedirect

    person: Any = factory.SubFactory(PersonFactory)
    address = "zoe@example.org"
    keep_copy = True
    requested_at = factory.LazyFunction(clock.now)
    confirmed_at = factory.LazyFunction(clock.now)
