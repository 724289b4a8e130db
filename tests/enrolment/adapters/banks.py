"""Banks as tests want them: the two we ship, with the means to speak in their place."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.paybox import Paybox
from peristyle.enrolment.adapters.sandbox import SandboxBank
from peristyle.enrolment.models import SandboxAnswer
from peristyle.enrolment.ports import Payer, PaymentOrder, PaymentProvider

ORDER = PaymentOrder(
    reference="5f0a" * 8,
    amount_cents=17800,
    payer=Payer(
        email="lea@example.net",
        given_name="Léa-Élise",
        name="O’Hara & Søn",
        street="12 rue de l’Université <bâtiment C>",
        postal_code="34000",
        city="Montpellier",
        country="FR",
    ),
    return_url="https://ent.test/inscription/paiement/retour/",
    cancel_url="https://ent.test/inscription/paiement/abandon/",
    notification_url="https://ent.test/inscription/paiement/notification/paybox/",
)
HMAC_KEY = "0123456789ABCDEF" * 8


@dataclass(frozen=True)
class Said:
    """A message as it travels."""

    headers: dict[str, str]
    body: bytes


class Bank(Protocol):
    """A bank and its voice."""

    provider: PaymentProvider

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        """What the bank posts when it has decided."""
        ...


class SandboxVoice:
    """The sandbox bank."""

    def __init__(self) -> None:
        self.provider = SandboxBank()

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        answer = SandboxAnswer(
            reference=reference, accepted=accepted, transaction_id=transaction_id, amount_cents=amount_cents
        )
        return Said(*self.provider.write_notification(answer))


class PayboxVoice:
    """Paybox, with a key pair of our own in the place of the bank's."""

    def __init__(self, directory: Path) -> None:
        path = directory / "bank.pem"
        path.write_bytes(bank_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        self.provider = Paybox(
            conf.PayboxSettings(site="1999888", rang="032", identifiant="107904482", hmac_key=HMAC_KEY, public_key=path)
        )

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        values = {"montant": amount_cents, "reference": reference}
        if accepted:
            values["autorisation"] = "XXXXXX"
        values["erreur"] = "00000" if accepted else "00151"
        values["transaction"] = transaction_id
        return Said({}, signed(urlencode(values)))


@cache
def bank_key() -> rsa.RSAPrivateKey:
    """The key only the bank holds."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def signed(said: str, *, key: rsa.RSAPrivateKey | None = None) -> bytes:
    """What the bank posts: its words, then their signature in base 64, URL-encoded."""
    signature = (key or bank_key()).sign(said.encode(), padding.PKCS1v15(), SHA1())  # noqa: S303 — the bank's choice
    return f"{said}&signature={quote(base64.b64encode(signature).decode(), safe='')}".encode()
