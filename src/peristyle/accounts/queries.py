"""Reading accounts, with the facts that tell their state."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from peristyle.accounts.models import Account, CharterAcceptance, LinkPurpose, MailedLink
from peristyle.accounts.rules import life_cycle
from peristyle.accounts.rules.life_cycle import AccountFacts, Period, State, Tie
from peristyle.kernel import institution
from peristyle.kernel.tokens import digest
from peristyle.people.public import AffiliationKind


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
    month, day = institution.current().accounts.student_access_ends.split("-")
    ties = [
        Tie(is_student=affiliation.kind == AffiliationKind.STUDENT, ends_on=affiliation.ends_on)
        for affiliation in account.person.affiliations.all()
    ]
    last_day = life_cycle.last_day_of_access(ties, int(month), int(day))
    if last_day is None:
        return None
    if last_day == date.min:
        return account.created_at
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))


def state_of(account: Account, instant: datetime) -> State:
    """The state of an account fetched with its facts."""
    activation = getattr(account, "activation", None)
    facts = AccountFacts(
        activatable_at=account.activatable_at,
        activated_at=activation.at if activation else None,
        access_ends_at=access_ends_at(account),
        suspensions=tuple(Period(row.since, row.until) for row in account.suspensions.all()),
        closing_period=timedelta(days=institution.current().accounts.closing_days),
    )
    return life_cycle.state_at(facts, instant)


def account_of_login(logins: list[str]) -> Account | None:
    """The account with one of these identifiers, in one query whether there is one or not (attack L12)."""
    accounts = Account.objects.select_related("person", "activation")
    return accounts.filter(login__in=logins).order_by("id").first()


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


def has_accepted_charter(account: Account, version: str) -> bool:
    """Whether the holder accepted this version of the charter."""
    return CharterAcceptance.objects.filter(account=account, version=version).exists()


def _links() -> QuerySet[MailedLink]:
    return MailedLink.objects.select_related("account__person", "account__activation")
