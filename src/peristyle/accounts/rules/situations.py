"""What may be the matter with whoever follows « 1ère connexion »: one situation, one page."""

from enum import StrEnum

from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState


class Situation(StrEnum):
    """Each is the name of a page."""

    NO_ACCOUNT = "no-account"
    ADMITTED = "admitted"
    PAYING = "paying"
    ENROLLED = "enrolled"
    ADDRESS_WANTED = "address-wanted"
    ADDRESS_UNKNOWN = "address-unknown"
    TOO_EARLY = "too-early"
    TO_ACTIVATE = "to-activate"
    MAIL_SENT = "mail-sent"
    LINK_EXPIRED = "link-expired"
    ACTIVE = "active"
    CLOSING = "closing"
    SUSPENDED = "suspended"
    CLOSED = "closed"


#: From these the way leads on to the activation.
LEADS_TO_ACTIVATION = frozenset(
    {
        Situation.ADDRESS_WANTED,
        Situation.ADDRESS_UNKNOWN,
        Situation.TOO_EARLY,
        Situation.TO_ACTIVATE,
        Situation.MAIL_SENT,
        Situation.LINK_EXPIRED,
    }
)

_SHUT_OR_OPEN = {
    State.ACTIVE: Situation.ACTIVE,
    State.CLOSING: Situation.CLOSING,
    State.SUSPENDED: Situation.SUSPENDED,
    State.CLOSED: Situation.CLOSED,
}


def situation_of(
    state: State | None, *, has_address: bool, has_national_id: bool, newest_link: LinkState | None
) -> Situation:
    """The situation of somebody whose account is in `state` (None: there is none), and whose last link is so."""
    if state is None:
        return Situation.NO_ACCOUNT
    if state in _SHUT_OR_OPEN:
        return _SHUT_OR_OPEN[state]
    if not has_address:
        return Situation.ADDRESS_WANTED if has_national_id else Situation.ADDRESS_UNKNOWN
    if state == State.PENDING:
        return Situation.TOO_EARLY
    if newest_link is None:
        return Situation.TO_ACTIVATE
    return Situation.MAIL_SENT if newest_link == LinkState.USABLE else Situation.LINK_EXPIRED
