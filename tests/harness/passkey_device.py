"""A device that keeps passkeys, without a browser and without the house."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, BACKUP_ELIGIBLE, BACKED_UP, NEW_KEY = 0x01, 0x04, 0x08, 0x10, 0x40


@dataclass
class Device:
    """A device that makes passkeys and answers with them, honestly unless the test says otherwise."""

    origin: str = "https://ent.test"
    host: str = "ent.test"
    count: int = 0
    counts: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = b"a credential of this device, 32 b"
    user_handle: str = ""

    def make(self, options: dict[str, Any], *, flags: int = PRESENT | VERIFIED, **lies: Any) -> str:
        """The answer to `navigator.credentials.create`."""
        self.user_handle = options["user"]["id"]
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id
        authenticator = self._authenticator_data(flags | NEW_KEY) + attested + self.public_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": authenticator})
        client = self._client_data("webauthn.create", options["challenge"], **lies)
        return self._credential(
            {"clientDataJSON": text(client), "attestationObject": text(attestation), "transports": ["internal"]}
        )

    def answer(
        self, options: dict[str, Any], *, flags: int = PRESENT | VERIFIED, user_handle: str | None = None, **lies: Any
    ) -> str:
        """The answer to `navigator.credentials.get`."""
        if self.counts:
            self.count += 1
        authenticator = self._authenticator_data(flags)
        client = self._client_data(lies.pop("type", "webauthn.get"), options["challenge"], **lies)
        signature = self.key.sign(authenticator + sha256(client).digest(), ec.ECDSA(SHA256()))
        handle = self.user_handle if user_handle is None else user_handle
        return self._credential(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(authenticator),
                "signature": text(signature),
                **({"userHandle": handle} if handle else {}),
            }
        )

    @property
    def identifier(self) -> str:
        """The credential's name, as the house knows it."""
        return text(self.credential_id)

    def public_key(self) -> bytes:
        """The half of the key that the house keeps (COSE)."""
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})

    def _authenticator_data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str, *, origin: str | None = None) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": origin or self.origin, "crossOrigin": False}
        ).encode()

    def _credential(self, response: dict[str, Any]) -> str:
        return json.dumps({"id": self.identifier, "rawId": self.identifier, "type": "public-key", "response": response})


def text(raw: bytes) -> str:
    """Base64url without padding, as browsers write bytes."""
    return urlsafe_b64encode(raw).decode().rstrip("=")
