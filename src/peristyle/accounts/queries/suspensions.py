"""Suspensions of an account."""

from django.db.models import Q, QuerySet

from peristyle.accounts.models import Account, Suspension
from peristyle.kernel import clock


def suspensions_in_force(account: Account) -> QuerySet[Suspension]:
    """Those that shut the account now, oldest first, with whoever decided them."""
    now = clock.now()
    decided = Suspension.objects.select_related("by").prefetch_related("by__affiliations", "by__roles")
    return decided.filter(Q(until=None) | Q(until__gt=now), account=account, since__lte=now).order_by("since", "pk")
