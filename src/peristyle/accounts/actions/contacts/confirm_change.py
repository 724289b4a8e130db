"""Confirm a new address or number, by its code or by the mailed link: once."""

from django.db.models import F

from peristyle.accounts.actions.contacts.apply_change import apply_change
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead
from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.accounts.queries import awaited_change, change_state
from peristyle.accounts.rules.contacts import CODE_TRIES
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest


def confirm_by_code(account: Account, kind: ContactKind, code: str) -> None:
    """Confirm with the code that was received. Raises CodeRefused; the fifth wrong try kills the code (A7).

    A try is counted before it is judged, in one statement, so that parallel guesses are all counted.
    """
    change = awaited_change(account, kind)
    alive = ContactChange.objects.filter(
        pk=change.pk if change else 0, expires_at__gt=clock.now(), code_tries__lt=CODE_TRIES
    )
    counted = alive.update(code_tries=F("code_tries") + 1)
    digits = "".join(character for character in code if character.isdigit())
    if change is None or not counted or digest(digits) != change.code_digest:
        record("accounts.refuse_contact_code", actor=account.person, subject=account.person, kind=kind)
        raise CodeRefused
    confirm_change(change)


def confirm_change(change: ContactChange) -> None:
    """Bring the change into force, once, even when two requests race: one statement decides. Raises LinkDead."""
    # The account first, as whoever disowns does: the two wait for each other in one order.
    Account.objects.select_for_update().get(pk=change.account_id)
    now = clock.now()
    live = ContactChange.objects.filter(pk=change.pk, confirmed_at=None, superseded_at=None, expires_at__gt=now)
    if not live.update(confirmed_at=now):
        change.refresh_from_db()
        raise LinkDead(change_state(change))
    apply_change(change, verified=True)
