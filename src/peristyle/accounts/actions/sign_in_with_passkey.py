"""Sign in with a passkey alone."""

from peristyle.accounts.actions.factors.answer_passkey import answer_passkey
from peristyle.accounts.actions.sign_in import AccountShut, SignedIn
from peristyle.accounts.browsers import present_browser
from peristyle.accounts.models import PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.accounts.queries import account_with_facts, lacks_charter, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN
from peristyle.audit.public import record
from peristyle.kernel import clock


def sign_in_with_passkey(number: int | None, answer: str) -> SignedIn:
    """Let in the holder of the passkey that answered. Raises PasskeyRefused, AccountShut."""
    try:
        account_id = answer_passkey(number, PasskeyPurpose.SIGN_IN, answer).account_id
    except PasskeyRefused as error:
        record("accounts.refuse_sign_in", method="passkey", why=str(error), **present_browser())
        raise
    account = account_with_facts(account_id)
    if account is None:
        raise PasskeyRefused("no such account")
    state = state_of(account, clock.now())
    if state not in SIGNS_IN:
        record("accounts.refuse_sign_in", subject=account.person, method="passkey", state=state, **present_browser())
        raise AccountShut(account, state)
    record("accounts.sign_in", actor=account.person, subject=account.person, method="passkey", **present_browser())
    return SignedIn(account, "passkey", lacks_charter(account))
