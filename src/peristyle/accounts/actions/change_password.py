"""Change one's password, knowing the present one."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.end_sessions import end_other_sessions
from peristyle.accounts.models import Account, AlertKind, LinkPurpose, MailedLink
from peristyle.accounts.passwords import review_for
from peristyle.accounts.rules.passwords import PasswordTooWeak
from peristyle.accounts.session_store import SessionStore
from peristyle.audit.public import record
from peristyle.kernel import clock


class PresentPasswordWrong(Exception):
    """What was typed is not the present password."""


class PasswordUnchanged(Exception):
    """The proposed password is the present one."""


def change_password(account: Account, present: str, proposed: str, *, session: str, end_others: bool) -> None:
    """Set the new password; links sent for choosing one die. `session` is the digest of the holder's own.

    Browsers remembered are asked for their second factor again, since that depends on the password. Raises
    TooManyTries, PresentPasswordWrong, PasswordUnchanged, PasswordTooWeak, TooManySignIns.
    """
    person = account.person
    throttle.check_wait("password", str(account.pk))
    if not check_password(present, account.password):
        throttle.count_failure("password", str(account.pk))
        record("accounts.refuse_password_change", actor=person, subject=person)
        raise PresentPasswordWrong
    # Asked again, as at the sign-in: tries sent all at once are worth no more than the same in a row.
    failed_before = throttle.check_wait("password", str(account.pk))
    if proposed == present:
        raise PasswordUnchanged
    review = review_for(person, proposed, login=account.login)
    if not review.accepted:
        raise PasswordTooWeak(review)
    hashed = make_password(proposed)
    with transaction.atomic():
        # Of two changes at the same instant the second no longer knows the present password.
        if not Account.objects.filter(pk=account.pk, password=account.password).update(password=hashed):
            raise PresentPasswordWrong
        account.password = hashed
        if failed_before:
            throttle.forget_failures("password", str(account.pk))
        live = MailedLink.objects.filter(account=account, purpose=LinkPurpose.RESET, superseded_at=None, used_at=None)
        live.update(superseded_at=clock.now())
        if end_others:
            end_other_sessions(account, but=session)
        else:
            SessionStore.keep_open(account)
        record("accounts.change_password", actor=person, subject=person, ended_others=end_others)
        alert(account, AlertKind.PASSWORD_CHANGED)
