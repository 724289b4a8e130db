"""Banks as tests want them: the two we ship, with the means to speak in their place."""

import base64
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.paybox import Paybox
from peristyle.enrolment.adapters.payfip import PayFiP
from peristyle.enrolment.adapters.sandbox import SandboxBank
from peristyle.enrolment.models import SandboxAnswer
from peristyle.enrolment.ports import Payer, PaymentOrder, PaymentProvider
from peristyle.kernel import clock
from tests.harness.fake_banks import FakePayFiP

ORDER = PaymentOrder(
    reference="5f0a" * 8,
    amount_cents=17800,
    subject="EE1 L1 Économie F2026-000001",
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
PAYBOX_PAGE = "https://tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi"
HMAC_KEY = "0123456789ABCDEF" * 8


@dataclass(frozen=True)
class Said:
    """A message as it travels."""

    headers: dict[str, str]
    body: bytes


class Bank(Protocol):
    """A bank and its voice."""

    provider: PaymentProvider

    def open(self, order: PaymentOrder) -> PaymentOrder:
        """Prepare an order, as we do before anybody leaves for the bank."""
        ...

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        """What the bank posts when it has decided."""
        ...


def opened(provider: PaymentProvider, order: PaymentOrder) -> PaymentOrder:
    """The order with what the bank answered to it."""
    return replace(order, session=provider.prepare(order))


class SandboxVoice:
    """The sandbox bank."""

    def __init__(self) -> None:
        self.provider = SandboxBank()

    def open(self, order: PaymentOrder) -> PaymentOrder:
        return opened(self.provider, order)

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        # A test may have the bank say of one attempt what it said of another: its books follow.
        SandboxAnswer.objects.filter(transaction_id=transaction_id).exclude(reference=reference).delete()
        answer, _ = SandboxAnswer.objects.update_or_create(
            reference=reference,
            defaults={
                "accepted": accepted,
                "transaction_id": transaction_id,
                "amount_cents": amount_cents,
                "decided_at": clock.now(),
            },
        )
        return Said(*self.provider.write_notification(answer))


class PayboxVoice:
    """Paybox, with a key pair of our own in the place of the bank's."""

    def __init__(
        self, directory: Path, page: str = "https://tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi"
    ) -> None:
        self.provider = Paybox(paybox_settings(directory, page))

    def open(self, order: PaymentOrder) -> PaymentOrder:
        return opened(self.provider, order)

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        values = {"montant": amount_cents, "reference": reference}
        if accepted:
            values["autorisation"] = "XXXXXX"
        values["erreur"] = "00000" if accepted else "00151"
        values["transaction"] = transaction_id
        return Said({}, signed(urlencode(values)))


class PayFiPVoice:
    """PayFiP, whose operations a server at home keeps."""

    def __init__(self, server: FakePayFiP, address: str) -> None:
        self.server = server
        self.provider = PayFiP(payfip_settings(address))

    def open(self, order: PaymentOrder) -> PaymentOrder:
        return opened(self.provider, order)

    def say(self, reference: str, *, accepted: bool, transaction_id: str = "T1", amount_cents: int = 17800) -> Said:
        idops = [
            idop for idop, operation in self.server.operations.items() if operation.asked["refdet"] == reference[:30]
        ]
        return Said({}, self.server.decide(idops[-1], "P" if accepted else "R"))


def paybox_settings(directory: Path, page: str) -> conf.PayboxSettings:
    """A contract with a Paybox whose key is ours."""
    path = directory / "bank.pem"
    path.write_bytes(bank_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return conf.PayboxSettings(
        site="1999888", rang="032", identifiant="107904482", hmac_key=HMAC_KEY, public_key=path, page=page
    )


def payfip_settings(address: str) -> conf.PayFiPSettings:
    """A contract with the PayFiP at this address."""
    return conf.PayFiPSettings(client="049836", mode="test", service=f"{address}/ws", page=f"{address}/page")


@cache
def bank_key() -> rsa.RSAPrivateKey:
    """The key only the bank holds."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def signed(said: str, *, key: rsa.RSAPrivateKey | None = None) -> bytes:
    """What the bank posts: its words, then their signature in base 64, URL-encoded."""
    signature = (key or bank_key()).sign(said.encode(), padding.PKCS1v15(), SHA1())  # noqa: S303 — the bank's choice
    return f"{said}&signature={quote(base64.b64encode(signature).decode(), safe='')}".encode()
