"""Reading what the holder of an account sees of it: sessions, sign-ins, tokens, choices."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from peristyle.accounts.models import Account, CharterAcceptance, DeclinedNotice, PersonalToken, Session
from peristyle.audit.public import journal
from peristyle.kernel import clock

SIGN_IN = "accounts.sign_in"
REFUSALS = ("accounts.refuse_sign_in", "accounts.refuse_second_factor")


def open_sessions(account: Account) -> QuerySet[Session]:
    """The browsers signed in now, the newest first."""
    return Session.objects.filter(account=account, expire_date__gt=clock.now()).order_by("-opened_at", "session_key")


def sign_ins(account: Account) -> QuerySet[Any]:
    """Sign-ins to this account and those that were refused, the newest first."""
    return journal(subject=f"people.person:{account.person_id}").filter(action__in=[SIGN_IN, *REFUSALS])


def has_signed_in_before(account: Account, instant: datetime) -> bool:
    """Whether the sign-in recorded at `instant` is not the first one; the activation does not count."""
    return sign_ins(account).filter(action=SIGN_IN, at__lte=instant)[1:2].exists()


def personal_tokens(account: Account) -> QuerySet[PersonalToken]:
    """The tokens that this account gave, expired ones too, the newest first."""
    return PersonalToken.objects.filter(account=account).order_by("-created_at", "-pk")


def live_tokens(account: Account) -> QuerySet[PersonalToken]:
    """Those that open something now."""
    return personal_tokens(account).filter(Q(expires_at=None) | Q(expires_at__gt=clock.now()))


def charters_accepted(account: Account) -> QuerySet[CharterAcceptance]:
    """The versions of the charter that the holder accepted, the newest first."""
    return CharterAcceptance.objects.filter(account=account).order_by("-accepted_at", "-pk")


def declined_topics(account: Account) -> set[str]:
    """The topics the holder does without."""
    return set(DeclinedNotice.objects.filter(account=account).values_list("topic", flat=True))


def wants_notice(person_id: int, topic: str) -> bool:
    """Whether this person receives mails on an optional topic: they do until they decline."""
    return not DeclinedNotice.objects.filter(account__person_id=person_id, topic=topic).exists()
