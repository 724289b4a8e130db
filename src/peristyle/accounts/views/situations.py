"""What each page of « 1ère connexion » shows of somebody's situation."""

from typing import Any

from peristyle.accounts.actions.give_address import may_give_address
from peristyle.accounts.actions.use_link import link_state
from peristyle.accounts.explanation_words import explanation_in_words
from peristyle.accounts.models import Account, LinkPurpose
from peristyle.accounts.newcomers import Standing
from peristyle.accounts.queries import explanation_of, newest_links, state_of, suspension_in_force
from peristyle.accounts.rules.links import next_mail_at
from peristyle.accounts.rules.logins import is_numbered
from peristyle.accounts.rules.situations import LEADS_TO_ACTIVATION, Situation, situation_of
from peristyle.accounts.words import masked
from peristyle.kernel import clock


def situation_page(account: Account | None, newcomer: Standing | None, *, strongly: bool) -> tuple[Situation, Any]:
    """The situation, and what its page shows; `strongly` says that the INE was proved too.

    Number and birth date alone never show the reason of a suspension, nor the identifier of an activated account
    (decision 0018).
    """
    if account is None:
        here = Situation(newcomer) if newcomer else Situation.NO_ACCOUNT
        return here, _progress(here)
    now = clock.now()
    person = account.person
    links = newest_links(account, LinkPurpose.ACTIVATION)
    here = situation_of(
        state_of(account, now),
        has_address=bool(person.backup_email),
        has_national_id=bool(person.national_id),
        newest_link=link_state(links[0]) if links else None,
    )
    explanation = explanation_of(account)
    return here, {
        **_progress(here),
        "known": account,
        "numbered": is_numbered(account.login),
        "address": masked(person.backup_email) if person.backup_email else "",
        "may_give_address": may_give_address(account),
        "link": links[0] if links else None,
        "next_mail_at": next_mail_at((link.sent_at for link in links), now),
        "now": now,
        "strongly": strongly,
        "suspension": suspension_in_force(account, now),
        "why": explanation_in_words(explanation),
        "was_student": explanation.is_student,
    }


def _progress(here: Situation) -> dict[str, Any]:
    return {"leads_on": here in LEADS_TO_ACTIVATION, "present": 2}
