"""Passkeys in the words of browsers: what they are asked, and what their answers prove (W3C Web Authentication).

The person is always verified by the device (fingerprint, face, PIN): a passkey alone is two factors.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from peristyle.accounts.models import Passkey, PasskeyChallenge
from peristyle.kernel import addresses, institution
from peristyle.people.public import Person

#: How long the browser lets the person look for their key.
PATIENCE = 120_000
LONGEST_ANSWER = 20_000


class PasskeyRefused(Exception):
    """The answer proves nothing; the message, for the journal, says why."""


@dataclass(frozen=True)
class Claim:
    """Which passkey says it answers, and for which holder."""

    credential_id: str
    user_handle: str


@dataclass(frozen=True)
class NewPasskey:
    """What is kept of a passkey just made."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: list[str]
    is_backed_up: bool


def addition_options(challenge: PasskeyChallenge, person: Person, login: str, known: Iterable[Passkey]) -> str:
    """What the browser needs to make a passkey (JSON); a device that holds one of `known` makes no second."""
    options = generate_registration_options(
        rp_id=addresses.host(),
        rp_name=institution.current().name,
        user_id=base64url_to_bytes(challenge.user_handle),
        user_name=login,
        user_display_name=person.display_name,
        challenge=base64url_to_bytes(challenge.challenge),
        timeout=PATIENCE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_descriptors(known),
    )
    return options_to_json(options)


def question(challenge: PasskeyChallenge, known: Iterable[Passkey] = ()) -> str:
    """What the browser needs to have a passkey answer (JSON): one of `known`, or whichever it holds for this house."""
    options = generate_authentication_options(
        rp_id=addresses.host(),
        challenge=base64url_to_bytes(challenge.challenge),
        timeout=PATIENCE,
        allow_credentials=_descriptors(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def claim_in(answer: str) -> Claim:
    """Whose the answer says it is; nothing is proved yet. Raises PasskeyRefused."""
    credential = _careful(lambda: parse_authentication_credential_json(_short(answer)))
    return Claim(credential.id, bytes_to_base64url(credential.response.user_handle or b""))


def verified_answer(answer: str, challenge: PasskeyChallenge, passkey: Passkey) -> VerifiedAuthentication:
    """Check signature, challenge, origin, host, person verified, count (attack M2). Raises PasskeyRefused."""
    return _careful(
        lambda: verify_authentication_response(
            credential=_short(answer),
            expected_challenge=base64url_to_bytes(challenge.challenge),
            expected_rp_id=addresses.host(),
            expected_origin=addresses.origin(),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    )


def verified_addition(answer: str, challenge: PasskeyChallenge) -> NewPasskey:
    """The passkey that the browser made for this challenge. Raises PasskeyRefused."""
    credential = _careful(lambda: parse_registration_credential_json(_short(answer)))
    made = _careful(
        lambda: verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge.challenge),
            expected_rp_id=addresses.host(),
            expected_origin=addresses.origin(),
            require_user_verification=True,
        )
    )
    return NewPasskey(
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=[transport.value for transport in credential.response.transports or []],
        is_backed_up=made.credential_backed_up,
    )


def _descriptors(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(passkey.credential_id),
            transports=[AuthenticatorTransport(transport) for transport in passkey.transports],
        )
        for passkey in passkeys
    ]


def _short(answer: str) -> str:
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefused("too long")
    return answer


Found = TypeVar("Found")


def _careful(verify: Callable[[], Found]) -> Found:
    """Whatever the library stumbles over in an answer, the answer proves nothing."""
    try:
        return verify()
    except PasskeyRefused:
        raise
    except Exception as error:
        raise PasskeyRefused(f"{type(error).__name__}: {error}"[:200]) from error
