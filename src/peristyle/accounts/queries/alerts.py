"""Reading alerts."""

from peristyle.accounts.models import AlertLetter
from peristyle.accounts.rules.links import LinkState, state_of_link
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest


def letter_of_token(token: str) -> AlertLetter | None:
    """The alert whose « Ce n’était pas moi » carries this secret, as one mailbox received it."""
    return AlertLetter.objects.select_related("alert__account__person").filter(token_digest=digest(token)).first()


def letter_state(letter: AlertLetter | None) -> LinkState:
    """Whether the alert can still be answered through this letter, or why not."""
    if letter is None or letter.expires_at is None:
        return LinkState.UNKNOWN
    return state_of_link(
        used_at=letter.alert.answered_at, superseded_at=None, expires_at=letter.expires_at, now=clock.now()
    )
