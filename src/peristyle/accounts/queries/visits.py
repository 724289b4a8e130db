"""Visits of agents."""

from peristyle.accounts.models import Visit


def visit_by_id(visit_id: int) -> Visit | None:
    """A visit with whom it concerns and all that tells how their account stands."""
    visits = Visit.objects.select_related("agent", "account__person", "account__activation")
    facts = visits.prefetch_related("account__suspensions", "account__person__affiliations", "account__person__roles")
    return facts.filter(pk=visit_id).first()
