"""Use a link or a code received by mail: looking changes nothing, using works once."""

from django.db.models import F

from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.accounts.queries import newest_link, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN, State
from peristyle.accounts.rules.links import CODE_TRIES, LinkState, state_of_link
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person

#: The states of the account in which a link does its work.
WORKS_IN = {LinkPurpose.ACTIVATION: frozenset({State.ACTIVATABLE}), LinkPurpose.RESET: SIGNS_IN}


class LinkDead(Exception):
    """The link can no longer be used; `state` says why."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state)
        self.state = state


class CodeRefused(Exception):
    """The code is wrong, or dead after five tries."""


def link_state(link: MailedLink | None) -> LinkState:
    """What the link is at this instant, for an account in its present state."""
    if link is None:
        return LinkState.UNKNOWN
    now = clock.now()
    state = state_of_link(used_at=link.used_at, superseded_at=link.superseded_at, expires_at=link.expires_at, now=now)
    if state != LinkState.USABLE or state_of(link.account, now) in WORKS_IN[LinkPurpose(link.purpose)]:
        return state
    activated_otherwise = link.purpose == LinkPurpose.ACTIVATION and hasattr(link.account, "activation")
    return LinkState.USED if activated_otherwise else LinkState.SHUT


def check_usable(link: MailedLink) -> None:
    """Let a usable link pass. Raises LinkDead."""
    state = link_state(link)
    if state != LinkState.USABLE:
        raise LinkDead(state)


def consume_link(link: MailedLink) -> None:
    """Use the link, once, even when two requests race: one statement decides. Raises LinkDead."""
    now = clock.now()
    used = MailedLink.objects.filter(pk=link.pk, used_at=None, superseded_at=None, expires_at__gt=now).update(
        used_at=now
    )
    if not used:
        link.refresh_from_db()
        raise LinkDead(link_state(link))


def link_of_code(person: Person | None, purpose: LinkPurpose, code: str) -> MailedLink:
    """The live link whose code this is. Raises CodeRefused; the fifth wrong try kills the code (attack A7).

    A try is counted before it is judged, in one statement, so that parallel guesses are all counted. For nobody and
    for somebody without a link the same statements are made: the time tells a stranger nothing (attack L12).
    """
    link = newest_link(person.pk if person else 0, purpose)
    live = MailedLink.objects.filter(used_at=None, superseded_at=None, expires_at__gt=clock.now())
    may_try = live.filter(pk=link.pk if link else 0, code_tries__lt=CODE_TRIES)
    counted = may_try.update(code_tries=F("code_tries") + 1)
    digits = "".join(character for character in code if character.isdigit())
    if link is None or not counted or digest(digits) != link.code_digest:
        record("accounts.refuse_code", subject=person or "", purpose=purpose)
        raise CodeRefused
    return link
