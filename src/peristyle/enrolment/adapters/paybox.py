"""Paybox / Up2Pay e-Transactions (Verifone): a signed form to the bank's page, a signed notification back.

Sources: « Appel de la page de paiement », « Gestion de la réponse » (www.paybox.com, espace intégrateur).
Instalments: PBX_TOTAL is the first, `PBX_2MONT1`, `PBX_DATE1`… the others, which the bank takes by itself from the same
card and announces under the same reference. A front that is alive says OK on its /load.html.
The request is signed by HMAC-SHA512 over its fields as they are ordered in the form; the notification by RSA over the
SHA-1 of everything that precedes its last variable, as received.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urljoin
from urllib.request import urlopen
from xml.sax.saxutils import escape

from anyascii import anyascii
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from peristyle.enrolment import conf
from peristyle.enrolment.ports import (
    BankUnreachable,
    ForgedNotification,
    Notification,
    Outcome,
    Payer,
    PaymentOrder,
    PaymentPage,
    Question,
)
from peristyle.enrolment.rules import countries
from peristyle.kernel import clock

EURO = "978"
ACCEPTED = "00000"
#: Amount, our reference, authorisation, error, transaction; the signature must come last.
RETURNED = "montant:M;reference:R;autorisation:A;erreur:E;transaction:S;signature:K"
SIGNATURE = "&signature="
#: What the page /load.html of a front says when it takes payments.
ALIVE = b'<div id="server_status" style="text-align:center;">OK</div>'
SECONDS = 5
_XML = '<?xml version="1.0" encoding="utf-8"?>'


class Paybox:
    """The bank's page, told what to take and whom to call."""

    code = "paybox"
    can_be_asked = False
    carries_instalments = True

    def __init__(self, settings: conf.PayboxSettings | None = None) -> None:
        self._settings = settings or conf.paybox()

    def introduce(self) -> str:
        """The page people would be sent to now. Raises BankUnreachable."""
        return f"Paybox takes payments on {self._live_page()}"

    def prepare(self, order: PaymentOrder) -> str:  # noqa: ARG002 — the port's
        """The page of the first front that is alive. Raises BankUnreachable."""
        return self._live_page()

    def _live_page(self) -> str:
        for page in filter(None, [self._settings.page, self._settings.backup_page]):
            if _is_alive(str(page)):
                return str(page)
        raise BankUnreachable("No front of Paybox is alive.")

    def start(self, order: PaymentOrder) -> PaymentPage:
        """The form to post to the bank, signed."""
        settings = self._settings
        fields = {
            "PBX_SITE": settings.site,
            "PBX_RANG": settings.rang,
            "PBX_IDENTIFIANT": settings.identifiant,
            "PBX_TOTAL": str(order.amount_cents),
            "PBX_DEVISE": EURO,
            "PBX_CMD": order.reference,
            "PBX_PORTEUR": order.payer.email,
            "PBX_RETOUR": RETURNED,
            "PBX_HASH": "SHA512",
            "PBX_TIME": clock.now().isoformat(timespec="seconds"),
            # The notification comes as a POST: our addresses answer a GET without writing anything.
            "PBX_RUF1": "POST",
            "PBX_EFFECTUE": order.return_url,
            "PBX_REFUSE": order.return_url,
            "PBX_ANNULE": order.cancel_url,
            "PBX_REPONDRE_A": order.notification_url,
            "PBX_SHOPPINGCART": f"{_XML}<shoppingcart><total><totalQuantity>1</totalQuantity></total></shoppingcart>",
            "PBX_BILLING": _billing(order.payer),
            **_instalments(order),
        }
        fields["PBX_HMAC"] = request_signature(fields, settings.hmac_key)
        return PaymentPage(url=order.session or str(settings.page), method="POST", fields=fields)

    def read_notification(self, headers: Mapping[str, str], body: bytes, query: str) -> Notification:  # noqa: ARG002 — the port's
        """What the bank says, if its key signed it."""
        said, _, signature = (body.decode("ascii", errors="replace") or query).rpartition(SIGNATURE)
        if not said or not self._is_signed(said, signature):
            raise ForgedNotification("wrong signature")
        values = {name: found[0] for name, found in parse_qs(said, keep_blank_values=True).items()}
        try:
            accepted = values["erreur"] == ACCEPTED
            outcome = Outcome(
                accepted=accepted,
                transaction_id=values["transaction"] if accepted else "",
                amount_cents=abs(int(values["montant"])),
                code=values["erreur"],
            )
            return Notification(reference=values["reference"], outcome=outcome)
        except (KeyError, ValueError) as error:
            raise ForgedNotification("signed, but not in the form agreed upon") from error

    def ask_outcome(self, question: Question) -> Outcome | None:  # noqa: ARG002 — the port's
        """Nothing: this bank only answers about transactions whose number it has already told us."""
        return None

    def _is_signed(self, said: str, signature: str) -> bool:
        key = load_pem_public_key(conf.read_public_key(self._settings.public_key))
        if not isinstance(key, rsa.RSAPublicKey):
            return False
        try:
            # SHA-1 is the bank's choice; forging would need a second preimage.
            key.verify(base64.b64decode(unquote(signature), validate=True), said.encode(), padding.PKCS1v15(), SHA1())  # noqa: S303
        except (InvalidSignature, binascii.Error):
            return False
        return True


def request_signature(fields: Mapping[str, str], hexadecimal_key: str) -> str:
    """PBX_HMAC: over the fields in their order, not URL-encoded, in upper-case hexadecimal."""
    message = "&".join(f"{name}={value}" for name, value in fields.items())
    return hmac.new(bytes.fromhex(hexadecimal_key), message.encode(), hashlib.sha512).hexdigest().upper()


def _instalments(order: PaymentOrder) -> dict[str, str]:
    """The later instalments, and a card that does not end before the last."""
    fields = {}
    for number, later in enumerate(order.later, start=1):
        fields[f"PBX_2MONT{number}"] = str(later.amount_cents)
        fields[f"PBX_DATE{number}"] = f"{later.due_on:%d/%m/%Y}"
    if order.later:
        fields["PBX_DATEVALMAX"] = f"{order.later[-1].due_on:%y%m}"
    return fields


def _is_alive(page: str) -> bool:
    try:
        # The address is the settings'.
        with urlopen(urljoin(page, "/load.html"), timeout=SECONDS) as answer:  # noqa: S310
            return ALIVE in answer.read()
    except OSError:
        return False


def _billing(payer: Payer) -> str:
    """Who pays, as 3-D Secure 2 wants it: plain letters, within the lengths the bank accepts."""
    parts = {
        "FirstName": _plain(payer.given_name, 22),
        "LastName": _plain(payer.name, 22),
        "Address1": _plain(payer.street, 50),
        "ZipCode": _plain(payer.postal_code, 16),
        "City": _plain(payer.city, 50),
        "CountryCode": countries.numbers().get(payer.country, countries.numbers()[countries.HOME]),
    }
    address = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items())
    return f"{_XML}<Billing><Address>{address}</Address></Billing>"


def _plain(text: str, longest: int) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -'" else " " for letter in anyascii(text))
    return " ".join(kept.split())[:longest].strip()
