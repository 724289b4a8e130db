"""What a browser has proved or begun from outside, kept in its session and never in a form (attack A8)."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.accounts.newcomers import Standing
from peristyle.accounts.queries import account_of_person, link_in_progress
from peristyle.kernel import clock
from peristyle.people.public import Person

PROVED = "proved_identity"
IN_PROGRESS = "link_in_progress"
ANSWERS = "activation_answers"
#: The next user of a shared machine finds nothing open (attack L5).
PROOF_HOLDS = timedelta(minutes=30)


def keep_proved_person(request: HttpRequest, person: Person) -> None:
    """Remember who proved their identity in this browser, under a new session id."""
    _start_over(request)
    request.session[PROVED] = {"person": person.pk, "at": clock.now().isoformat()}


def keep_newcomer(request: HttpRequest, standing: Standing) -> None:
    """Remember that a newcomer proved theirs, and how far they are."""
    _start_over(request)
    request.session[PROVED] = {"newcomer": standing, "at": clock.now().isoformat()}


def keep_strong_proof(request: HttpRequest) -> None:
    """Remember that whoever proved their identity proved their INE as well, under a new session id."""
    request.session.cycle_key()
    request.session[PROVED] = {**_proved(request), "strongly": True}


def proved_account(request: HttpRequest) -> Any:
    """The account of whoever proved their identity in this browser; None if nobody did or no account exists."""
    person_id = _proved(request).get("person")
    return account_of_person(person_id) if person_id else None


def newcomer(request: HttpRequest) -> Standing | None:
    """How far the newcomer is who proved their identity in this browser."""
    standing = _proved(request).get("newcomer")
    return Standing(standing) if standing else None


def has_proved(request: HttpRequest) -> bool:
    """Whether somebody proved their identity in this browser, within the last half hour."""
    return bool(_proved(request))


def has_proved_strongly(request: HttpRequest) -> bool:
    """Whether they proved their INE as well."""
    return bool(_proved(request).get("strongly"))


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


def _proved(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(PROVED, {})
    return kept if kept and clock.now() - datetime.fromisoformat(kept["at"]) <= PROOF_HOLDS else {}


def _start_over(request: HttpRequest) -> None:
    # A browser serves one person at a time: what another one left half done is not theirs (attack L5).
    request.session.cycle_key()
    for key in (PROVED, IN_PROGRESS, ANSWERS):
        request.session.pop(key, None)
