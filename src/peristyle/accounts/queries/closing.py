"""Reading the end of an account: why it is what it is, and what was asked about it."""

from django.db.models import QuerySet

from peristyle.accounts.models import Account, Extension
from peristyle.accounts.queries.facts import closing_rules, facts_of
from peristyle.accounts.rules.explanation import Explanation, explain
from peristyle.kernel import clock


def explanation_of(account: Account) -> Explanation:
    """Why an account fetched with its facts is in its present state, and until when."""
    return explain(facts_of(account), clock.now(), clock.today(), closing_rules().year_starts)


def newest_extension(account: Account) -> Extension | None:
    """The last extension asked for this account, decided or not."""
    return Extension.objects.filter(account=account).first()


def waiting_extensions() -> QuerySet[Extension]:
    """The extensions that await a decision, the oldest first, with account and person."""
    waiting = Extension.objects.filter(decided_at=None).select_related("account__person")
    return waiting.order_by("asked_at", "id")
