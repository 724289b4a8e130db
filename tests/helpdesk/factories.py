"""Requests for help, as their author and the agents make them."""

from typing import Any

import factory

from peristyle.helpdesk.models import HelpRequest, Message, MessageKind, Subject
from peristyle.kernel import clock
from tests.harness.factories import HouseFactory


class HelpRequestFactory(HouseFactory[HelpRequest]):
    """A stranger cannot sign in."""

    class Meta:
        model = HelpRequest

    number = factory.Sequence(lambda number: f"A-2026-{number:05}")
    subject = Subject.SIGN_IN
    name = "Léa Aubépine"
    mail = factory.Sequence(lambda number: f"lea{number}@example.net")
    language = "fr"
    asked_at = factory.LazyFunction(clock.now)


class MessageFactory(HouseFactory[Message]):
    """What the author wrote first."""

    class Meta:
        model = Message

    request = factory.SubFactory(HelpRequestFactory)
    kind = MessageKind.FROM_AUTHOR
    text = "Bonjour, la page reste blanche."
    at = factory.LazyFunction(clock.now)


def asked(**facts: Any) -> HelpRequest:
    """A request with its first message; `facts` are columns of the request."""
    return MessageFactory.create(request=HelpRequestFactory.create(**facts)).request
