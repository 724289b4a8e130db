"""« Voir comme cette personne »: begin and end a visit."""

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.alert import mailboxes_of
from peristyle.accounts.authority import has_power, may_act
from peristyle.accounts.models import Account, Visit
from peristyle.accounts.rules.capabilities import SEE_AS
from peristyle.accounts.rules.visits import LONGEST_VISIT
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tasks import enqueue_at, task
from peristyle.people.public import Person, write_to
from peristyle.ui.environment import date_and_time


class NotToBeSeenAs(Exception):
    """The person may do something to others, or the agent nothing about them."""


def may_see_as(agent: Person, person: Person) -> bool:
    """Whether `agent` may see the house as `person`: never as somebody who may do something to others."""
    return may_act(agent, SEE_AS, person) and not has_power(person)


def begin_visit(account: Account, *, agent: Person, reason: str) -> Visit:
    """Begin to see as the holder of the account. Raises NotToBeSeenAs."""
    if not may_see_as(agent, account.person):
        raise NotToBeSeenAs
    now = clock.now()
    visit = Visit.objects.create(
        account=account, agent=agent, reason=reason, started_at=now, ends_at=now + LONGEST_VISIT
    )
    record("accounts.begin_visit", actor=agent, acting_for=account.person, subject=account.person, reason=reason)
    enqueue_at(end_forgotten_visit, visit.ends_at, visit.pk)
    return visit


def end_visit(visit: Visit) -> None:
    """End it, once, and tell the person what was done, by whom and why."""
    ended_at = min(clock.now(), visit.ends_at)
    if not Visit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=ended_at):
        return
    person = visit.account.person
    record("accounts.end_visit", actor=visit.agent, acting_for=person, subject=person)
    with translation.override(person.language):
        facts = {
            "reason": visit.reason,
            "began": date_and_time(visit.started_at),
            "ended": date_and_time(ended_at),
        }
    write_to(person, "accounts/letters/seen_as", to=mailboxes_of(visit.account), **facts)


@task(retries=10)
def end_forgotten_visit(visit_id: int) -> None:
    """End a visit whose agent closed the browser."""
    visit = Visit.objects.select_related("account__person", "account__activation", "agent").filter(pk=visit_id).first()
    if visit:
        with transaction.atomic():
            end_visit(visit)
