"""Assisted recoveries that wait."""

from django.db.models import QuerySet

from peristyle.accounts.models import AssistedRecovery
from peristyle.accounts.rules.capabilities import RECOVER
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Affiliation, Person


def recoveries_waiting() -> QuerySet[AssistedRecovery]:
    """Those that are neither carried out nor cancelled, oldest first."""
    return AssistedRecovery.objects.filter(carried_out_at=None, cancelled_at=None).order_by("asked_at", "pk")


def recoveries_seen_by(agent: Person) -> QuerySet[AssistedRecovery]:
    """Those that wait where `agent` may recover accounts, with all that is shown of them and who they concern."""
    waiting = recoveries_waiting()
    within = scopes(agent, RECOVER)
    if within is not None:
        waiting = waiting.filter(account__person__in=Affiliation.objects.filter(component__in=within).values("person"))
    return waiting.select_related("account__person", "account__activation", "asked_by").prefetch_related(
        "account__suspensions", "account__person__affiliations", "account__person__roles"
    )
