"""Sweep the door: sessions and counted failures whose time is over."""

from peristyle.accounts.actions.throttle import forget_old_failures
from peristyle.accounts.session_store import SessionStore
from peristyle.kernel.tasks import task


@task(retries=0)
def sweep() -> None:
    """Forget expired sessions and old failures."""
    SessionStore.clear_expired()
    forget_old_failures()
