"""Use a link or a code received by mail: looking changes nothing, using works once."""

from django.db.models import F

from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.accounts.queries import account_of_person, newest_link
from peristyle.accounts.rules.links import CODE_TRIES, LinkState, state_of_link
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person


class LinkDead(Exception):
    """The link can no longer be used; `state` says why."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state)
        self.state = state


class CodeRefused(Exception):
    """The code is wrong, or dead after five tries."""


def link_state(link: MailedLink | None) -> LinkState:
    """What the link is at this instant."""
    if link is None:
        return LinkState.UNKNOWN
    return state_of_link(
        used_at=link.used_at, superseded_at=link.superseded_at, expires_at=link.expires_at, now=clock.now()
    )


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

    A try is counted before it is judged, in one statement, so that parallel guesses are all counted.
    """
    account = account_of_person(person.pk) if person else None
    link = newest_link(account, purpose) if account else None
    if link is None or link_state(link) != LinkState.USABLE:
        raise CodeRefused
    counted = MailedLink.objects.filter(pk=link.pk, code_tries__lt=CODE_TRIES).update(code_tries=F("code_tries") + 1)
    digits = "".join(character for character in code if character.isdigit())
    if not counted or digest(digits) != link.code_digest:
        record("accounts.refuse_code", subject=link.account.person, purpose=purpose)
        raise CodeRefused
    return link
