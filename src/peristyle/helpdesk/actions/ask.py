"""Ask for help."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.helpdesk.actions.make_link import make_link
from peristyle.helpdesk.actions.tell_author import tell_author
from peristyle.helpdesk.models import HelpRequest, Message, MessageKind, Subject
from peristyle.helpdesk.rules import (
    ALPHABET,
    COUNTED_OVER,
    MOST_FOR_AN_ADDRESS,
    MOST_FROM_AN_ORIGIN,
    SIGNS,
    request_number,
    wait_before_next,
)
from peristyle.kernel import clock, origins
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person


class TooManyRequests(Exception):
    """Nobody floods the desk, nor somebody's mailbox through it; `wait` says how long until the next one."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def ask(
    *, subject: Subject, name: str, mail: str, typed_number: str, text: str, language: str, person: Person | None
) -> tuple[HelpRequest, str]:
    """Take the request down; returns it with the secret of an address to follow it by. Raises TooManyRequests.

    The letter that confirms it holds no word of the author's: anybody may type anybody's address.
    """
    origin = "" if person else _present_origin()
    _check_flood(mail, origin)
    request = _numbered(
        HelpRequest(
            subject=subject,
            name=name,
            mail=mail,
            typed_number=typed_number,
            person=person,
            language=language,
            origin=origin,
            asked_at=clock.now(),
        )
    )
    Message.objects.create(request=request, kind=MessageKind.FROM_AUTHOR, by=person, text=text, at=request.asked_at)
    record("helpdesk.ask", actor=person, subject=request, number=request.number, about=subject)
    tell_author.enqueue(request.pk, "received")
    return request, make_link(request)


def _present_origin() -> str:
    # The household's prefix as a digest: enough to count by, and no list of who asked from where.
    address = origins.present.get()
    return digest(f"helpdesk|{origins.prefix(address)}") if address else ""


def _check_flood(mail: str, origin: str) -> None:
    now = clock.now()
    lately = HelpRequest.objects.filter(asked_at__gt=now - COUNTED_OVER)
    counts = [(lately.filter(mail__iexact=mail), MOST_FOR_AN_ADDRESS)]
    if origin:
        counts.append((lately.filter(origin=origin), MOST_FROM_AN_ORIGIN))
    waits = [
        wait_before_next(list(requests.values_list("asked_at", flat=True)), most, now) for requests, most in counts
    ]
    longest = max((wait for wait in waits if wait), default=None)
    if longest:
        record("helpdesk.refuse_flood")
        raise TooManyRequests(longest)


def _numbered(request: HelpRequest) -> HelpRequest:
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
        request.number = request_number(clock.today().year, signs)
        try:
            with transaction.atomic():
                request.save(force_insert=True)
        except IntegrityError:
            continue
        return request
