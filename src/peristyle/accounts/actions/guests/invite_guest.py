"""Invite somebody from elsewhere: an affiliation with an end, a sponsor and a reason, and an account."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.guests.stays import check_last_day, check_room_for_guest
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.queries import present_stay
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.people.public import (
    AffiliationKind,
    Person,
    Sponsorship,
    give_guest_number,
    open_affiliation,
    recognise_or_register,
    write_to,
)
from peristyle.ui.environment import long_date

SOURCE = "guests"


class AlreadyInvited(Exception):
    """Somebody who is a guest already; `stay` says until when and of whom."""

    def __init__(self, stay: Sponsorship) -> None:
        super().__init__(stay)
        self.stay = stay


@dataclass(frozen=True)
class Invitation:
    """Who is invited, until when, why."""

    birth_name: str
    given_name: str
    birth_date: date
    email: str
    ends_on: date
    reason: str


def invite_guest(invitation: Invitation, *, sponsor: Person) -> Sponsorship:
    """Take the guest in from today on and have the activation mail sent at once.

    Somebody known by the same names, birth date and personal address is the same person and keeps their account.
    Raises StayTooLong, TooManyGuests, AlreadyInvited.
    """
    check_last_day(invitation.ends_on)
    with transaction.atomic():
        check_room_for_guest(sponsor)
        guest = recognise_or_register(
            birth_name=invitation.birth_name,
            given_name=invitation.given_name,
            birth_date=invitation.birth_date,
            email=invitation.email,
        )
        stay = present_stay(guest)
        if stay:
            raise AlreadyInvited(stay)
        stay = take_in(
            guest,
            sponsor=sponsor,
            reason=invitation.reason,
            starts_on=clock.today(),
            ends_on=invitation.ends_on,
            source=SOURCE,
            source_reference=secrets.token_hex(8),
        )
        record("accounts.invite_guest", actor=sponsor, subject=guest, ends_on=invitation.ends_on.isoformat())
    return stay


def take_in(
    guest: Person,
    *,
    sponsor: Person,
    reason: str,
    starts_on: date,
    ends_on: date,
    source: str,
    source_reference: str,
) -> Sponsorship:
    """Tie a person to the university as a guest, with a number and an account; tell who has an active one already."""
    tie = open_affiliation(
        guest,
        AffiliationKind.GUEST,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        source_reference=source_reference,
    )
    stay = Sponsorship.objects.create(affiliation=tie, sponsor=sponsor, reason=reason, since=clock.now())
    number = give_guest_number(guest)
    account = open_account(guest, domain=institution.current().domains.external, activatable_at=clock.now())
    if hasattr(account, "activation"):
        with translation.override(guest.language):
            until = long_date(ends_on)
        write_to(
            guest,
            "accounts/letters/invitation",
            sponsor=sponsor.display_name,
            until=until,
            number=number,
            login=account.login,
        )
    return stay
