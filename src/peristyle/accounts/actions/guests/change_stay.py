"""Let a guest stay longer, or end their stay now."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.guests.stays import StayOver, check_last_day
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Affiliation, Person, Sponsorship, void_affiliation, write_to
from peristyle.ui.environment import long_date


def prolong_stay(stay: Sponsorship, *, ends_on: date, by: Person) -> None:
    """Let the guest stay until another day, and tell them. Raises StayTooLong, StayOver."""
    check_last_day(ends_on)
    with transaction.atomic():
        tie = present_tie(stay)
        before, tie.ends_on = tie.ends_on, ends_on
        tie.save(update_fields=["ends_on"])
        guest = tie.person
        record(
            "accounts.prolong_stay",
            actor=by,
            subject=guest,
            before=before.isoformat() if before else None,
            ends_on=ends_on.isoformat(),
        )
        with translation.override(guest.language):
            day = long_date(ends_on)
        write_to(guest, "accounts/letters/stay_prolonged", until=day)


def end_stay(stay: Sponsorship, *, by: Person) -> None:
    """The guest has no access any more, from this moment on. Raises StayOver."""
    with transaction.atomic():
        tie = present_tie(stay)
        if tie.starts_on < clock.today():
            tie.ends_on = clock.today() - timedelta(days=1)
            tie.save(update_fields=["ends_on"])
        else:
            # It began today: no day is left that it could have lasted.
            void_affiliation(tie.source, tie.source_reference, reason="ended on its first day", by=by)
        record("accounts.end_stay", actor=by, subject=tie.person)


def present_tie(stay: Sponsorship) -> Affiliation:
    """What ties the guest to the university, locked. Raises StayOver."""
    tie = Affiliation.objects.select_for_update(of=("self",)).select_related("person").get(pk=stay.affiliation_id)
    if tie.voided_on or (tie.ends_on and tie.ends_on < clock.today()):
        raise StayOver
    return tie
