"""Invitations at the same instant, where several processes may write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from peristyle.accounts.actions.guests.invite_guest import AlreadyInvited, Invitation, invite_guest
from peristyle.accounts.models import Account
from peristyle.kernel import clock
from peristyle.people.public import Sponsorship
from tests.people.factories import PersonFactory

pytestmark = [pytest.mark.usefixtures("several_writers"), pytest.mark.django_db(transaction=True)]


def test_an_invitation_sent_eight_times_at_once_invites_once() -> None:
    sponsor = PersonFactory.create()
    ends_on = clock.today() + timedelta(days=30)
    invitation = Invitation("Lindqvist", "Åsa", date(1984, 12, 31), "asa@example.se", ends_on, "Colloque")
    start = Barrier(8)

    def invite(_: int) -> bool:
        try:
            start.wait(timeout=10)
            invite_guest(invitation, sponsor=sponsor)
        except AlreadyInvited:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(invite, range(8))) == 1

    assert Sponsorship.objects.count() == Account.objects.count() == 1
