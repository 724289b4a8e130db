"""Give up changes that nobody has confirmed."""

from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.kernel import clock


def give_up_changes(account: Account, *kinds: ContactKind) -> None:
    """Have nothing of these kinds await a confirmation any more."""
    awaited = ContactChange.objects.filter(account=account, kind__in=kinds, superseded_at=None, confirmed_at=None)
    awaited.update(superseded_at=clock.now())
