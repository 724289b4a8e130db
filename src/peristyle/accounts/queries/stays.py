"""Guests, and who answers for them."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from peristyle.accounts.models import Account
from peristyle.accounts.rules.capabilities import MANAGE_GUESTS
from peristyle.accounts.rules.logins import as_typed
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import can
from peristyle.people.public import Person, Sponsorship, find_by_number_alone


def present_stay(guest: Person) -> Sponsorship | None:
    """The stay of somebody who is a guest now, or will be."""
    return _present().filter(affiliation__person=guest).select_related("sponsor", "affiliation").first()


def stays_sponsored_by(sponsor: Person) -> QuerySet[Sponsorship]:
    """The guests whom somebody answers for now."""
    return _present().filter(sponsor=sponsor)


def member_told_by(typed: str) -> Person | None:
    """The member of the university with this identifier, whole or without its domain, or this number."""
    logins = as_typed(typed, (institution.current().domains.staff,))
    account = Account.objects.filter(login__in=logins).select_related("person").first()
    return account.person if account else find_by_number_alone(typed.upper())


def stays_visible_to(person: Person) -> QuerySet[Sponsorship]:
    """One's own guests, or everybody's for who looks after them; those who stay longest come first."""
    stays = Sponsorship.objects.select_related("affiliation__person__account__activation", "sponsor")
    if not can(person, MANAGE_GUESTS):
        stays = stays.filter(sponsor=person)
    return stays.order_by("-affiliation__ends_on", "-pk")


def stays_to_warn_of() -> QuerySet[Sponsorship]:
    """Stays that end soon, of which the sponsor was not told yet; a prolonged one is told of again."""
    soon = clock.today() + timedelta(days=institution.current().guests.sponsor_warning_days)
    untold = Q(warned_of=None) | ~Q(warned_of=F("affiliation__ends_on"))
    ending = _present().filter(untold, affiliation__ends_on__lte=soon, sponsor__isnull=False)
    return ending.order_by("affiliation__ends_on", "pk")


def _present() -> QuerySet[Sponsorship]:
    lasts = Q(affiliation__ends_on=None) | Q(affiliation__ends_on__gte=clock.today())
    return Sponsorship.objects.filter(lasts, affiliation__voided_on=None)
