"""Choose a new password through a link received by mail."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.actions.use_link import check_usable, consume_link
from peristyle.accounts.models import Account, AlertKind, LinkPurpose, MailedLink, Session
from peristyle.accounts.passwords import review_for
from peristyle.accounts.queries import account_with_facts, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN
from peristyle.accounts.rules.passwords import PasswordTooWeak
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task


@task(retries=10)
def send_reset(account_id: int) -> None:
    """Mail a link to choose a new password, to the backup address on record and nowhere else (attack A9)."""
    account = account_with_facts(account_id)
    if account is None or not account.person.backup_email or state_of(account, clock.now()) not in SIGNS_IN:
        return
    send_link(account, LinkPurpose.RESET, life=institution.current().accounts.reset_link_life)


def reset_password(link: MailedLink, password: str) -> Account:
    """Set the new password, end every session, tell the holder at both addresses. Raises PasswordTooWeak, LinkDead."""
    check_usable(link)
    account = link.account
    person = account.person
    review = review_for(person, password, login=account.login)
    if not review.accepted:
        raise PasswordTooWeak(review)
    hashed = make_password(password)
    with transaction.atomic():
        consume_link(link)
        account.password = hashed
        account.save(update_fields=["password"])
        Session.objects.filter(account=account).delete()
        record("accounts.reset_password", actor=person, subject=person)
        alert(account, AlertKind.PASSWORD_CHANGED)
    return account
