"""Reading accounts, with the facts that tell their state."""

from datetime import datetime

from django.db.models import QuerySet

from peristyle.accounts.models import Account, CharterAcceptance, LinkPurpose, MailedLink, Suspension
from peristyle.accounts.queries.facts import facts_of
from peristyle.accounts.rules import life_cycle
from peristyle.accounts.rules.life_cycle import Period, State
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.kernel import institution
from peristyle.kernel.tokens import digest


def accounts_with_facts() -> QuerySet[Account]:
    """Accounts with all that tells their state and their holder's roles: four queries, however many accounts."""
    return Account.objects.select_related("person", "activation").prefetch_related(
        "suspensions", "person__affiliations", "person__roles"
    )


def account_with_facts(account_id: int) -> Account | None:
    """One account with its facts."""
    return accounts_with_facts().filter(pk=account_id).first()


def access_ends_at(account: Account) -> datetime | None:
    """The instant from which the ENT is shut to this person; None while a tie has no end."""
    return facts_of(account).access_ends_at


def state_of(account: Account, instant: datetime) -> State:
    """The state of an account fetched with its facts."""
    return life_cycle.state_at(facts_of(account), instant)


def account_of_person(person_id: int) -> Account | None:
    """The account of a person."""
    return accounts_with_facts().filter(person_id=person_id).first()


def link_of_token(token: str, purpose: LinkPurpose) -> MailedLink | None:
    """The link that carries this secret."""
    return _links().filter(token_digest=digest(token), purpose=purpose).first()


def link_in_progress(link_id: int, purpose: LinkPurpose) -> MailedLink | None:
    """The link a browser is busy with, by the id kept in its session."""
    return _links().filter(pk=link_id, purpose=purpose).first()


def newest_link(person_id: int, purpose: LinkPurpose) -> MailedLink | None:
    """The last link sent to this person, in one query whether there is one or not."""
    return _links().filter(account__person_id=person_id, purpose=purpose).order_by("-sent_at", "-id").first()


def newest_links(account: Account, purpose: LinkPurpose) -> list[MailedLink]:
    """The last links sent for this account, newest first, as many as may be sent within an hour."""
    sent = MailedLink.objects.filter(account=account, purpose=purpose).order_by("-sent_at", "-id")
    links = list(sent[:MAILS_PER_HOUR])
    for link in links:
        link.account = account
    return links


def suspension_in_force(account: Account, instant: datetime) -> Suspension | None:
    """Of the suspensions that hold at `instant`, the one that ends last."""
    in_force = [row for row in account.suspensions.all() if Period(row.since, row.until).holds(instant)]
    return max(in_force, key=lambda row: (row.until is None, row.until or row.since), default=None)


def has_accepted_charter(account: Account, version: str) -> bool:
    """Whether the holder accepted this version of the charter."""
    return CharterAcceptance.objects.filter(account=account, version=version).exists()


def lacks_charter(account: Account) -> bool:
    """Whether the holder must accept the charter in force before anything else."""
    return not has_accepted_charter(account, institution.current().charter.version)


def _links() -> QuerySet[MailedLink]:
    return MailedLink.objects.select_related("account__person", "account__activation")
