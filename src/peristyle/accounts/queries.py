"""Reading accounts, with the facts that tell their state."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import DEFAULT_DB_ALIAS
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
    ties = ((affiliation.kind, affiliation.ends_on) for affiliation in account.person.affiliations.all())
    return _access_ends_at(account, ties)


def state_of(account: Account, instant: datetime) -> State:
    """The state of an account fetched with its facts."""
    activation = getattr(account, "activation", None)
    facts = _facts(
        account,
        activated_at=activation.at if activation else None,
        ties=((affiliation.kind, affiliation.ends_on) for affiliation in account.person.affiliations.all()),
        suspensions=((suspension.since, suspension.until) for suspension in account.suspensions.all()),
    )
    return life_cycle.state_at(facts, instant)


def account_to_sign_in(logins: list[str]) -> tuple[Account, AccountFacts] | None:
    """The account with one of these identifiers and what tells its state, in one query known or not (attack L12).

    Sign-ins come in waves: the rows are joined by the database and nothing is fetched that signing in does not need.
    """
    columns = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 — Django documents _meta
    rows = list(
        Account.objects.filter(login__in=logins)
        .order_by("id")
        .values_list(
            *columns,
            "activation__at",
            "person__affiliations__kind",
            "person__affiliations__ends_on",
            "suspensions__since",
            "suspensions__until",
        )
    )
    if not rows:
        return None
    account = Account.from_db(DEFAULT_DB_ALIAS, columns, rows[0][: len(columns)])
    own = [row[len(columns) :] for row in rows if row[0] == account.pk]
    facts = _facts(
        account,
        activated_at=own[0][0],
        ties={(kind, ends_on) for _, kind, ends_on, _, _ in own if kind},
        suspensions={(since, until) for _, _, _, since, until in own if since},
    )
    return account, facts


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


def _facts(
    account: Account,
    *,
    activated_at: datetime | None,
    ties: Iterable[tuple[str, date | None]],
    suspensions: Iterable[tuple[datetime, datetime | None]],
) -> AccountFacts:
    return AccountFacts(
        activatable_at=account.activatable_at,
        activated_at=activated_at,
        access_ends_at=_access_ends_at(account, ties),
        suspensions=tuple(Period(since, until) for since, until in suspensions),
        closing_period=timedelta(days=institution.current().accounts.closing_days),
    )


def _access_ends_at(account: Account, ties: Iterable[tuple[str, date | None]]) -> datetime | None:
    month, day = institution.current().accounts.student_access_ends.split("-")
    known = (Tie(is_student=kind == AffiliationKind.STUDENT, ends_on=ends_on) for kind, ends_on in ties)
    last_day = life_cycle.last_day_of_access(known, int(month), int(day))
    if last_day is None:
        return None
    if last_day == date.min:
        return account.created_at
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))


def _links() -> QuerySet[MailedLink]:
    return MailedLink.objects.select_related("account__person", "account__activation")
