"""Every night, erase whose account has been closed long enough, room by room, as soon as no law keeps them there."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from peristyle.accounts.models import Account, ClosingNotice, GivenLogin
from peristyle.accounts.queries import account_of_person, facts_of
from peristyle.accounts.rules.life_cycle import State, state_at
from peristyle.accounts.rules.notices import NoticeKind
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.personal_data import PersonalData, rooms_with_personal_data
from peristyle.kernel.tasks import task
from peristyle.people.public import Affiliation, Person, forget_contact

#: Few enough that other work has its turn between two tasks.
AT_ONCE = 50


@task(retries=5)
def erase_who_left() -> None:
    """Look for accounts closed for long, and for who had one and is kept by no room any longer."""
    accounts = _closed_for_long().order_by("person_id").values_list("person_id", flat=True)
    persons = _whom_nobody_keeps().order_by("pk").values_list("pk", flat=True)
    due = [*accounts, *persons]
    for start in range(0, len(due), AT_ONCE):
        erase_persons.enqueue(due[start : start + AT_ONCE])


@task(retries=5)
def erase_persons(person_ids: list[int]) -> None:
    """Erase those who are still to be erased, one transaction a person.

    Whoever is suspended is not: a suspension is how a dispute keeps what it needs.
    """
    for person_id in person_ids:
        with transaction.atomic():
            person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
            if _is_to_be_erased(person):
                _erase(person)


def _term() -> timedelta:
    return timedelta(days=institution.current().retention.account_days)


def _ties_at_hand() -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), voided_on=None)


def _closed_for_long() -> QuerySet[Account]:
    """The accounts that may be due: told long ago that they are closed, or never activated; no tie at hand."""
    told = ClosingNotice.objects.filter(
        account=OuterRef("pk"), kind=NoticeKind.CLOSED, posted_at__lte=clock.now() - _term()
    )
    present = _ties_at_hand().filter(person=OuterRef("person"))
    return Account.objects.filter(Exists(told) | Q(activation=None), ~Exists(present), person__merged_into=None)


def _is_to_be_erased(person: Person) -> bool:
    """Whether the account has been closed for the term, its holder was told as long ago, and no dispute holds it.

    Without an account: whether nobody keeps the person.
    """
    now = clock.now()
    account = account_of_person(person.pk)
    if account is None:
        return _whom_nobody_keeps().filter(pk=person.pk).exists()
    facts = facts_of(account)
    closed_at = facts.closes_at if facts.activated_at else facts.access_ends_at
    if closed_at is None or state_at(facts, now) != State.CLOSED or closed_at + _term() > now:
        return False
    if any(period.holds(now) for period in facts.suspensions):
        return False
    told = ClosingNotice.objects.filter(account=account, kind=NoticeKind.CLOSED, posted_at__lte=now - _term())
    return facts.activated_at is None or (
        facts.end is not None and told.filter(last_day=facts.end.last_closing_day).exists()
    )


def _whom_nobody_keeps() -> QuerySet[Person]:
    """Persons whose account was erased, who did not come back, and whom no room keeps any longer."""
    had_an_account = GivenLogin.objects.filter(person=OuterRef("pk"))
    present = _ties_at_hand().filter(person=OuterRef("pk"))
    left = Person.objects.filter(
        Exists(had_an_account), ~Exists(present), account=None, erased_at=None, merged_into=None
    )
    for room in rooms_with_personal_data():
        if room.kept is not None:
            left = left.exclude(pk__in=room.kept(clock.today()))
    return left


def _erase(person: Person) -> None:
    """Have each room forget what no law keeps there; who the person was is forgotten last, since rooms ask for it."""
    rooms = sorted(rooms_with_personal_data(), key=lambda room: room.room == "people")
    records = [person.pk, *person.absorbed.values_list("pk", flat=True)]
    erased = [room for room in rooms if not _keeps(room, records)]
    for room in erased:
        for record_id in records:
            room.erase(record_id)
    forget_contact(*records)
    record("accounts.erase", subject=person, rooms=[room.room for room in erased])


def _keeps(room: PersonalData, person_ids: Iterable[int]) -> bool:
    return (
        room.kept is not None
        and Person.objects.filter(Q(pk__in=person_ids) & Q(pk__in=room.kept(clock.today()))).exists()
    )
