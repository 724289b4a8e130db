"""Questions put to the passkeys of a browser, whose numbers its session keeps."""

from django.http import HttpRequest

from peristyle.accounts.actions.factors.challenges import CHALLENGE_LIFE, set_challenge
from peristyle.accounts.models import Account, PasskeyChallenge, PasskeyPurpose

CHALLENGES = "passkey_challenges"


def put_question(request: HttpRequest, purpose: PasskeyPurpose, account: Account | None = None) -> PasskeyChallenge:
    """A challenge that only this browser can answer; a former one of the same purpose is given up."""
    if request.session.is_empty():
        request.session.set_expiry(CHALLENGE_LIFE)
    challenge = set_challenge(purpose, account)
    request.session[CHALLENGES] = {**request.session.get(CHALLENGES, {}), purpose: challenge.pk}
    return challenge


def question_number(request: HttpRequest, purpose: PasskeyPurpose) -> int | None:
    """The number of the question this browser was asked last."""
    number: int | None = request.session.get(CHALLENGES, {}).get(purpose)
    return number
