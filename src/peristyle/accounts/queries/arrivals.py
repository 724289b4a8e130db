"""Reading the account that somebody signs in to: once per sign-in, and sign-ins come in waves."""

from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, DateField, DateTimeField, Exists, ExpressionWrapper, OuterRef

from peristyle.accounts.models import Account, CharterAcceptance
from peristyle.accounts.queries.factors import lacks_factor, owns_factor
from peristyle.accounts.queries.facts import facts_from
from peristyle.accounts.rules.closing import Tie
from peristyle.accounts.rules.life_cycle import AccountFacts, Period
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.kernel.prepared import Given, Reading

#: Typed without its domain, an identifier may be a student's, a member of staff's or a guest's.
_MEANT = ("first_login", "second_login", "third_login")
_COLUMNS = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 — Django documents _meta


@dataclass(frozen=True)
class Arrival:
    """An account whose identifier was typed, and what signing in must know of it."""

    account: Account
    facts: AccountFacts
    has_second_factor: bool
    lacks_second_factor: bool
    lacks_charter: bool


def account_to_sign_in(logins: list[str]) -> Arrival | None:
    """The account with one of these identifiers and what tells its state, in one query known or not (attack L12).

    The rows are joined by the database, and nothing is fetched that signing in does not need.
    """
    current = institution.current()
    meant = dict(zip_longest(_MEANT, logins, fillvalue=logins[0]))
    rows = _arrivals(current.accounts.second_factor.required_roles).rows(
        **meant, charter=current.charter.version, now=clock.now(), today=clock.today()
    )
    if not rows:
        return None
    account = Account.from_db(DEFAULT_DB_ALIAS, _COLUMNS, rows[0][: len(_COLUMNS)])
    own = [row[len(_COLUMNS) :] for row in rows if row[0] == account.pk]
    has_factor, lacks_one, has_accepted, activated_at, *_ = own[0]
    facts = facts_from(
        account,
        activated_at=activated_at,
        ties={Tie(*tie) for _, _, _, _, *tie, _, _ in own if tie[0]},
        suspensions={Period(since, until) for *_, since, until in own if since},
    )
    return Arrival(
        account,
        facts,
        has_second_factor=has_factor,
        lacks_second_factor=lacks_one,
        lacks_charter=not has_accepted,
    )


@cache
def _arrivals(demanding: tuple[Role, ...]) -> Reading:
    now, today = Given("now", DateTimeField()), Given("today", DateField())
    accepted = CharterAcceptance.objects.filter(account=OuterRef("pk"), version=Given("charter", CharField()))
    return Reading(
        lambda: (
            Account.objects.filter(login__in=[Given(name, CharField()) for name in _MEANT])
            .order_by("id")
            .values_list(
                *_COLUMNS,
                ExpressionWrapper(owns_factor(), output_field=BooleanField()),
                ExpressionWrapper(lacks_factor(demanding, now=now, today=today), output_field=BooleanField()),
                Exists(accepted),
                "activation__at",
                "person__affiliations__kind",
                "person__affiliations__ends_on",
                "person__affiliations__category",
                "person__affiliations__voided_on",
                "suspensions__since",
                "suspensions__until",
            )
        )
    )
