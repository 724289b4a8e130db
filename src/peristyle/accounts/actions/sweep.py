"""Sweep the door: sessions, counted failures, remembered browsers, questions and alerts whose time is over."""

from datetime import timedelta

from peristyle.accounts.actions.throttle import forget_old_failures
from peristyle.accounts.models import ContactChange, PasskeyChallenge, PeopleImport, RememberedDevice, SecurityAlert
from peristyle.accounts.session_store import SessionStore
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import forget_old_reports
from peristyle.kernel.tasks import task

#: Alerts are answered within a week, changes undone within three days: former addresses are kept no longer than needed.
ALERTS_KEPT_FOR = timedelta(days=30)


@task(retries=0)
def sweep() -> None:
    """Forget what is over."""
    SessionStore.clear_expired()
    forget_old_failures()
    forget_old_reports(PeopleImport)
    for table in (RememberedDevice, PasskeyChallenge):
        table.objects.filter(expires_at__lte=clock.now()).delete()
    long_ago = clock.now() - ALERTS_KEPT_FOR
    SecurityAlert.objects.filter(at__lte=long_ago).delete()
    ContactChange.objects.filter(asked_at__lte=long_ago).delete()
