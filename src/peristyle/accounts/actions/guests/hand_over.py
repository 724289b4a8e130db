"""Hand a guest over to another sponsor, when the first one leaves or changes office."""

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.guests.change_stay import present_tie
from peristyle.accounts.actions.guests.stays import check_room_for_guest
from peristyle.accounts.rules.capabilities import INVITE_GUEST
from peristyle.audit.public import record
from peristyle.kernel.permissions import can
from peristyle.people.public import Person, Sponsorship, write_to
from peristyle.ui.environment import long_date


class MayNotSponsor(Exception):
    """Who is named may not invite guests."""


def hand_over_stay(stay: Sponsorship, *, to: Person, by: Person) -> None:
    """Let another member of the university answer for the guest from now on, and tell them.

    Raises MayNotSponsor, TooManyGuests, StayOver.
    """
    if not can(to, INVITE_GUEST):
        raise MayNotSponsor
    with transaction.atomic():
        tie = present_tie(stay)
        check_room_for_guest(to)
        before, stay.sponsor, stay.warned_of = stay.sponsor_id, to, None
        stay.save(update_fields=["sponsor", "warned_of"])
        record("accounts.hand_over_stay", actor=by, subject=tie.person, before=before, sponsor=to.pk)
        with translation.override(to.language):
            until = long_date(tie.ends_on) if tie.ends_on else ""
        write_to(
            to,
            "accounts/letters/guest_handed_over",
            guest=tie.person.display_name,
            reason=stay.reason,
            until=until,
        )
