"""Sign browsers out from afar."""

from peristyle.accounts.models import Account, Session
from peristyle.accounts.queries import lacks_second_factor
from peristyle.audit.public import record


def end_session(session: Session) -> None:
    """Sign that browser out."""
    person = session.account.person if session.account else None
    record("accounts.end_session", actor=person, subject=person or "")
    session.delete()


def end_other_sessions(account: Account, *, but: str) -> int:
    """Sign out every browser but the one whose session has this digest; returns how many."""
    ended, _by_table = Session.objects.filter(account=account).exclude(session_key=but).delete()
    if ended:
        record("accounts.end_other_sessions", actor=account.person, subject=account.person, ended=ended)
    return ended


def end_sessions_without_factor(account: Account) -> None:
    """Sign out whoever has just been given power and has no second factor: the next sign-in asks for one."""
    if not lacks_second_factor(account):
        return
    ended, _by_table = Session.objects.filter(account=account).delete()
    if ended:
        record("accounts.end_sessions_without_factor", subject=account.person, ended=ended)
