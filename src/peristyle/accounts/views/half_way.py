"""Half signed in: the password was right, a second factor is awaited. Nothing is open meanwhile (attack L4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from peristyle.accounts.models import Account
from peristyle.accounts.queries import account_with_facts
from peristyle.kernel import clock

HALF_WAY = "half_way"
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class HalfWay:
    """Whose password it was, and where they want to go."""

    account: Account
    target: str


def keep(request: HttpRequest, account: Account, target: str) -> None:
    """Remember whose password was right, under a new session id (attack L1), for ten minutes."""
    request.session.flush()
    request.session.set_expiry(PATIENCE)
    request.session[HALF_WAY] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "until": (clock.now() + PATIENCE).isoformat(),
        "target": target,
    }


def present(request: HttpRequest) -> HalfWay | None:
    """Who is half signed in here; nobody once the time is over or the password has changed."""
    kept = request.session.get(HALF_WAY)
    if kept is None or clock.now() >= datetime.fromisoformat(kept["until"]):
        return None
    account = account_with_facts(kept["account"])
    if account is None or not constant_time_compare(kept["password"], account.get_session_auth_hash()):
        return None
    return HalfWay(account, kept["target"])
