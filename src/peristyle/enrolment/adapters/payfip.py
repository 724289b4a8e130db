"""PayFiP régie (DGFiP): told by SOAP what to take, it opens an operation; asked by SOAP, it tells what became of it.

Source: « Guide de mise en œuvre de PayFiP régie, web service ». Its notification only names the operation: it proves
nothing and is never believed without asking.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from anyascii import anyascii
from requests import RequestException
from zeep import Client, Settings, Transport
from zeep.exceptions import Error, Fault, TransportError

from peristyle.enrolment import conf
from peristyle.enrolment.ports import (
    BankUnreachable,
    ForgedNotification,
    Notification,
    Outcome,
    PaymentOrder,
    PaymentPage,
    Question,
)
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock

WSDL = Path(__file__).with_name("payfip.wsdl")
NAMESPACE = (
    "http://securite.service.tpa.cp.finances.gouv.fr"
    "/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService"
)
BINDING = f"{{{NAMESPACE}}}PaiementSecuriseServiceBinding"
#: resultrans: paid by card, by direct debit.
PAID = {"P": Means.CARD, "V": Means.DIRECT_DEBIT}
CANCELLED = "A"
#: The operation is unknown or expired; nothing is known of it yet.
UNKNOWN, NOT_YET = "P1", "P5"
EXPIRED = "expired"
#: « idop valid 15 min: wait ≥ 2 h before declaring expired, and treat A as WAITING for 2 min » (facts §6.1).
EXPIRES_AFTER = timedelta(hours=2)
MAY_CHANGE_FOR = timedelta(minutes=2)
LONGEST_REFERENCE, LONGEST_SUBJECT = 30, 100
SECONDS = 10


class PayFiP:
    """The State's own bank for public tills."""

    code = "payfip"
    can_be_asked = True
    carries_instalments = False

    def __init__(self, settings: conf.PayFiPSettings | None = None) -> None:
        self._settings = settings or conf.payfip()

    def introduce(self) -> str:
        """Who is paid: what to look at before the first payment. Raises BankUnreachable."""
        client = self._call("recupererDetailClient", {"numCli": self._settings.client})
        payee = ", ".join(filter(None, [client.libelleN1, client.libelleN2, client.libelleN3]))
        return f"PayFiP pays {payee} ({self._settings.mode})"

    def prepare(self, order: PaymentOrder) -> str:
        """Open an operation: its number, good for fifteen minutes. Raises BankUnreachable."""
        answer = self._call(
            "creerPaiementSecurise",
            {
                "exer": str(clock.today().year),
                "mel": order.payer.email,
                "montant": str(order.amount_cents),
                "numcli": self._settings.client,
                "objet": _plain(order.subject),
                "refdet": order.reference[:LONGEST_REFERENCE],
                "saisie": self._settings.mode.letter,
                "urlnotif": order.notification_url,
                "urlredirect": order.return_url,
            },
        )
        # Zeep gives the only field of an answer itself.
        return str(answer)

    def start(self, order: PaymentOrder) -> PaymentPage:
        """The page of the operation."""
        return PaymentPage(url=f"{self._settings.page}?{urlencode({'idop': order.session})}", method="GET")

    def read_notification(self, headers: Mapping[str, str], body: bytes, query: str) -> Notification:  # noqa: ARG002 — the port's
        """The operation to ask about. Raises ForgedNotification."""
        said = parse_qs(body.decode("ascii", errors="replace") or query)
        named = {value for name, values in said.items() if name.lower() == "idop" for value in values}
        if len(named) != 1:
            raise ForgedNotification("no operation, or several")
        return Notification(session=named.pop())

    def ask_outcome(self, question: Question) -> Outcome | None:
        """What became of the operation; a cancelled one may still be paid for two minutes. Raises BankUnreachable."""
        age = clock.now() - question.started_at
        try:
            detail = self._call("recupererDetailPaiementSecurise", {"idOp": question.session})
        except FaultyAnswer as fault:
            if fault.code == NOT_YET or (fault.code == UNKNOWN and age < EXPIRES_AFTER):
                return None
            if fault.code == UNKNOWN:
                return Outcome(accepted=False, transaction_id="", amount_cents=0, code=EXPIRED)
            raise
        if detail.refdet != question.reference[:LONGEST_REFERENCE] or detail.numcli != self._settings.client:
            raise BankUnreachable("PayFiP answered about another payment.")
        if detail.resultrans == CANCELLED and age < MAY_CHANGE_FOR:
            return None
        accepted = detail.resultrans in PAID
        return Outcome(
            accepted=accepted,
            transaction_id=question.session if accepted else "",
            amount_cents=int(detail.montant),
            code="" if accepted else detail.resultrans,
            means=PAID.get(detail.resultrans, Means.CARD),
        )

    def _call(self, operation: str, values: dict[str, str]) -> Any:
        try:
            transport = XmlTransport(timeout=SECONDS, operation_timeout=SECONDS)  # type: ignore[no-untyped-call]
            client = Client(str(WSDL), transport=transport, settings=Settings(strict=False))
            service = client.create_service(BINDING, str(self._settings.service))
            return service[operation](arg0=values)
        except Fault as fault:
            raise FaultyAnswer(_code_of(fault)) from fault
        except (Error, RequestException) as error:
            raise BankUnreachable(f"PayFiP: {error}") from error


class XmlTransport(Transport):
    """Zeep reads tolerantly, so that a field more does not break it; a page of error is no answer all the same."""

    def post(self, address: str, message: str, headers: Mapping[str, str]) -> Any:
        """The answer, if it is one."""
        response = super().post(address, message, headers)  # type: ignore[no-untyped-call]
        if "xml" not in response.headers.get("Content-Type", ""):
            raise TransportError(f"{response.status_code} is not an answer", status_code=response.status_code)
        return response


class FaultyAnswer(BankUnreachable):
    """PayFiP answered by a fault with a code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"PayFiP: {code}")
        self.code = code


def _code_of(fault: Fault) -> str:
    """The code in the detail of a fault: « FonctionnelleErreur » and its like."""
    elements = fault.detail.iter("{*}code") if fault.detail is not None else ()
    return next((element.text or "" for element in elements), fault.code or "")


def _plain(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in anyascii(text))
    return " ".join(kept.split())[:LONGEST_SUBJECT]
