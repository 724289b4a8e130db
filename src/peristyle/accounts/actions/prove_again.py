"""Step-up: prove once more who one is, before a page that matters."""

from django.contrib.auth.hashers import check_password

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.factors.answer_passkey import answer_passkey
from peristyle.accounts.actions.sign_in import LONGEST_PASSWORD
from peristyle.accounts.models import Account, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.audit.public import record


class ProofRefused(Exception):
    """The password is wrong, or the passkey's answer proves nothing."""


def prove_with_password(account: Account, password: str) -> None:
    """Raises TooManyTries, ProofRefused, TooManySignIns. Nobody elsewhere slows this down: it needs the session."""
    throttle.check_wait("proof", str(account.pk))
    if len(password) > LONGEST_PASSWORD or not check_password(password, account.password):
        throttle.count_failure("proof", str(account.pk))
        _refuse(account, "password")
        raise ProofRefused
    throttle.check_wait("proof", str(account.pk))
    throttle.forget_failures("proof", str(account.pk))
    record("accounts.prove_again", actor=account.person, subject=account.person, method="password")


def prove_with_passkey(account: Account, number: int | None, answer: str) -> None:
    """Raises ProofRefused."""
    try:
        answer_passkey(number, PasskeyPurpose.PROOF, answer, account=account)
    except PasskeyRefused as error:
        _refuse(account, "passkey")
        raise ProofRefused from error
    record("accounts.prove_again", actor=account.person, subject=account.person, method="passkey")


def _refuse(account: Account, method: str) -> None:
    record("accounts.refuse_proof", actor=account.person, subject=account.person, method=method)
