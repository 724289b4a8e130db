"""What a browser has proved or begun from outside, kept in its session and never in a form (attack A8)."""

from typing import Any

from django.http import HttpRequest

from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.accounts.queries import account_of_person, link_in_progress
from peristyle.people.public import Person

PROVED_PERSON = "proved_person"
IN_PROGRESS = "link_in_progress"
ANSWERS = "activation_answers"


def keep_proved_person(request: HttpRequest, person: Person) -> None:
    """Remember who proved their identity in this browser, under a new session id."""
    _start_over(request)
    request.session[PROVED_PERSON] = person.pk


def proved_account(request: HttpRequest) -> Any:
    """The account of whoever proved their identity in this browser; None if nobody did or no account exists."""
    person_id = request.session.get(PROVED_PERSON)
    return account_of_person(person_id) if person_id else None


def has_proved(request: HttpRequest) -> bool:
    """Whether somebody proved their identity in this browser."""
    return PROVED_PERSON in request.session


def begin(request: HttpRequest, link: MailedLink) -> None:
    """Let this browser go through the pages that `link` opens, under a new session id."""
    _start_over(request)
    request.session[IN_PROGRESS] = {"purpose": link.purpose, "link": link.pk}
    request.session[ANSWERS] = {}


def begun_link(request: HttpRequest, purpose: LinkPurpose) -> MailedLink | None:
    """The link this browser began with, if it was of this purpose."""
    begun = request.session.get(IN_PROGRESS, {})
    return link_in_progress(begun["link"], purpose) if begun.get("purpose") == purpose else None


def answers(request: HttpRequest) -> dict[str, Any]:
    """What was answered so far in the activation wizard."""
    kept: dict[str, Any] = request.session.get(ANSWERS, {})
    return kept


def keep_answer(request: HttpRequest, code: str, answer: dict[str, Any]) -> None:
    """Keep the answer of a step until the end."""
    request.session[ANSWERS] = {**answers(request), code: answer}


def _start_over(request: HttpRequest) -> None:
    # A browser serves one person at a time: what another one left half done is not theirs (attack L5).
    request.session.cycle_key()
    for key in (PROVED_PERSON, IN_PROGRESS, ANSWERS):
        request.session.pop(key, None)
