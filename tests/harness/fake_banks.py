"""Banks at home: two servers that speak what Paybox and PayFiP document, over real HTTP, and decide as a test says."""

import hashlib
import hmac
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree as ET

from tests.harness.local_server import served

Answer = tuple[int, str, str]
_NAMESPACE = (
    "http://securite.service.tpa.cp.finances.gouv.fr"
    "/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService"
)
_ENVELOPE = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{}</s:Body></s:Envelope>'


@contextmanager
def serving(answer: Callable[[str, str, bytes], Answer]) -> Iterator[str]:
    """A server whose `answer(method, address, body)` is status, type and text; its own address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            status, kind, text = answer(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

    with served(Handler) as address:
        yield address


def post(address: str, body: bytes) -> int:
    """Post a form as banks do; the status of the answer."""
    request = Request(address, body, {"Content-Type": "application/x-www-form-urlencoded"})  # noqa: S310 — at home
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        return int(answer.status)


# Paybox


@dataclass
class FakePaybox:
    """The payment page of Paybox: it checks the form as the bank does, then tells what it decided."""

    hmac_key: str
    sign: Callable[[str], bytes]
    alive: bool = True
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, method: str, address: str, body: bytes) -> Answer:
        """/load.html, and the page that takes the form."""
        if address == "/load.html":
            said = "OK" if self.alive else "KO"
            return 200, "text/html", f'<div id="server_status" style="text-align:center;">{said}</div>'
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        problem = self._problem_of(form) if method == "POST" else "a form is wanted"
        if problem:
            return 403, "text/plain", problem
        self.forms[form["PBX_CMD"]] = form
        return 200, "text/html", "<h1>Numéro de carte</h1>"

    def notify(self, reference: str, *, accepted: bool, transaction_id: str, instalment: int = 0) -> bytes:
        """What it posts about the first payment, or about the instalment it took by itself."""
        form = self.forms[reference]
        amount = form[f"PBX_2MONT{instalment}"] if instalment else form["PBX_TOTAL"]
        values = {"montant": amount, "reference": reference}
        if accepted:
            values["autorisation"] = "XXXXXX"
        values |= {"erreur": "00000" if accepted else "00151", "transaction": transaction_id}
        return self.sign(urlencode(values))

    def _problem_of(self, form: dict[str, str]) -> str:
        signature = form.pop("PBX_HMAC", "")
        message = "&".join(f"{name}={value}" for name, value in form.items())
        if signature != hmac.new(bytes.fromhex(self.hmac_key), message.encode(), hashlib.sha512).hexdigest().upper():
            return "PBX_HMAC"
        if form.get("PBX_DEVISE") != "978" or not form.get("PBX_TOTAL", "").isdigit():
            return "PBX_TOTAL"
        later = [name for name in form if name.startswith("PBX_2MONT")]
        dated = [form.get(name.replace("2MONT", "DATE"), "") for name in later]
        return "" if all(re.fullmatch(r"\d\d/\d\d/\d{4}", day) for day in dated) and len(later) <= 3 else "PBX_DATE"


# PayFiP


@dataclass
class Operation:
    """What a till asked for, and what became of it."""

    asked: dict[str, str]
    result: str = ""


@dataclass
class FakePayFiP:
    """The web service of PayFiP régie, and its page."""

    client: str
    operations: dict[str, Operation] = field(default_factory=dict)
    down: bool = False

    def answer(self, method: str, address: str, body: bytes) -> Answer:
        """A call, or somebody's browser on the page."""
        if self.down:
            return 502, "text/plain", "Bad Gateway"
        if method == "GET":
            idop = parse_qs(urlsplit(address).query).get("idop", [""])[0]
            return (200, "text/html", "PayFiP") if idop in self.operations else (404, "text/html", "expired")
        call = ET.fromstring(body)[-1][0]  # noqa: S314 — at home
        name = call.tag.rpartition("}")[2]
        given = {element.tag: element.text or "" for element in call.find("arg0") or []}
        verbs = {
            "creerPaiementSecurise": self._open,
            "recupererDetailPaiementSecurise": self._detail,
            "recupererDetailClient": self._client,
        }
        return verbs[name](given)

    def decide(self, idop: str, result: str) -> bytes:
        """P, V, R, Z or A; what it posts to `urlnotif`."""
        self.operations[idop].result = result
        return urlencode({"idop": idop}).encode()

    def forget(self, idop: str) -> None:
        """Fifteen minutes went by."""
        del self.operations[idop]

    def _open(self, given: dict[str, str]) -> Answer:
        rules = {
            "numcli": re.escape(self.client),
            "exer": r"\d{4}",
            "refdet": r"[A-Za-z0-9]{1,30}",
            "montant": r"[1-9]\d{0,6}",
            "mel": r"[^@\s]+@[^@\s]+",
            "saisie": "[TXW]",
            "objet": r"[A-Za-z0-9 ]{0,100}",
            "urlnotif": r"https?://.{1,250}",
            "urlredirect": r"https?://.{1,250}",
        }
        for name, rule in rules.items():
            if not re.fullmatch(rule, given.get(name, "")):
                return _fault("T1", name)
        idop = str(uuid.uuid4())
        self.operations[idop] = Operation(given)
        return _said("creerPaiementSecurise", {"idOp": idop})

    def _detail(self, given: dict[str, str]) -> Answer:
        operation = self.operations.get(given["idOp"])
        if operation is None:
            return _fault("P1", "idop inconnu ou expiré")
        if not operation.result:
            return _fault("P5", "résultat de la transaction non connu")
        known = ("exer", "mel", "montant", "numcli", "objet", "refdet", "saisie")
        detail = {name: operation.asked[name] for name in known}
        more = {"idOp": given["idOp"], "resultrans": operation.result, "numauto": "112233", "dattrans": "10072026"}
        return _said("recupererDetailPaiementSecurise", dict(sorted((detail | more).items())))

    def _client(self, given: dict[str, str]) -> Answer:
        if given["numCli"] != self.client:
            return _fault("T2", "numéro de client inconnu")
        return _said("recupererDetailClient", {"libelleN1": "UNIVERSITE DE TEST", "libelleN2": "REGIE", "numcli": "1"})


def _said(operation: str, values: dict[str, str]) -> Answer:
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    body = f'<n:{operation}Response xmlns:n="{_NAMESPACE}"><return>{fields}</return></n:{operation}Response>'
    return 200, "text/xml; charset=utf-8", _ENVELOPE.format(body)


def _fault(code: str, label: str) -> Answer:
    detail = (
        f'<n:FonctionnelleErreur xmlns:n="{_NAMESPACE}"><code>{code}</code><libelle>{label}</libelle>'
        "<severite>2</severite></n:FonctionnelleErreur>"
    )
    fault = f"<s:Fault><faultcode>s:Server</faultcode><faultstring/><detail>{detail}</detail></s:Fault>"
    return 500, "text/xml; charset=utf-8", _ENVELOPE.format(fault)
