"""Every night, tell sponsors whose guests leave soon."""

from itertools import groupby

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.alert import mailboxes_of
from peristyle.accounts.queries import account_of_person, stays_to_warn_of
from peristyle.kernel.tasks import task
from peristyle.people.public import Person, Sponsorship, write_to
from peristyle.ui.environment import long_date


@task(retries=5)
def warn_sponsors() -> None:
    """One letter a sponsor, with all their guests who leave soon; each last day is told once."""
    with transaction.atomic():
        ending = stays_to_warn_of().select_for_update(of=("self",)).select_related("affiliation__person", "sponsor")
        stays = sorted(ending, key=lambda stay: stay.sponsor_id or 0)
        for _, of_sponsor in groupby(stays, key=lambda stay: stay.sponsor_id):
            guests = list(of_sponsor)
            if guests[0].sponsor:
                _warn(guests[0].sponsor, guests)
        for stay in stays:
            stay.warned_of = stay.affiliation.ends_on
        Sponsorship.objects.bulk_update(stays, ["warned_of"])


def _warn(sponsor: Person, stays: list[Sponsorship]) -> None:
    account = account_of_person(sponsor.pk)
    with translation.override(sponsor.language):
        guests = [
            [stay.affiliation.person.display_name, long_date(stay.affiliation.ends_on)]
            for stay in stays
            if stay.affiliation.ends_on
        ]
    write_to(sponsor, "accounts/letters/guests_leaving", to=mailboxes_of(account) if account else [], guests=guests)
