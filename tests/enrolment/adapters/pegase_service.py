"""Pégase at home: a server that speaks its published « inscription externe » API, a page at a time."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.harness.local_server import served

TOKEN = "header.payload.signature"
PATH = "/api/ins/ext/v2/gestion/flux-inscriptions/pagine"


def inscription(**facts: Any) -> dict[str, Any]:
    """A VueInscription: Léa Martin, in EE1 in 2026, paid."""
    return {
        "UAI": "0341087X",
        "codeApprenant": "20909090",
        "INE": "0600000001P",
        "civilite": "F",
        "nomUsage": "Martin",
        "nomFamille": "Martin",
        "prenom": "Léa",
        "dateDeNaissance": "2007-05-12",
        "nationalite": "100",
        "regime": "10",
        "bourses": [],
        "mobilite": "SANS",
        "statutPaiement": "paye",
        "statutInscription": "valide",
        "inscriptionPrincipale": True,
        "formation": "LECO",
        "anneeUniversitaire": 2026,
        "periode": "Année universitaire 2026-2027",
        "dateInscription": "2026-07-08T00:00:00",
        "chemin": [{"code": "LECO", "type": "FORMATION"}, {"code": "EE1", "type": "ANNEE"}],
        "mels": [{"canalCommunication": "VueContactMel", "mail": "lea.martin@example.net"}],
        "adresses": [],
        "telephones": [],
    } | facts


@dataclass
class Service:
    """What it holds, what it was asked, how it misbehaves."""

    held: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    status: int = 200
    text: str | None = None
    answers: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def answer(self, address: str, token: str) -> tuple[int, str]:
        """Status and text."""
        parts = urlsplit(address)
        if parts.path != PATH:
            return 404, "{}"
        if token != f"Bearer {TOKEN}":
            return 403, "{}"
        asked = parse_qs(parts.query)
        self.asked.append(asked)
        if self.status != 200 or self.text is not None:
            return self.status, self.text or "{}"
        page, size = int(asked["page"][0]), int(asked["taille"][0])
        told = {
            "taille": size,
            "page": page,
            "totalElements": len(self.held),
            "totalPages": -(-len(self.held) // size),
            "resultats": self.held[page * size : (page + 1) * size],
        }
        return 200, json.dumps(told)


@contextmanager
def pegase_service() -> Iterator[Service]:
    """The server, for the time of a test; while `answers` is not set, it keeps one waiting."""
    service = Service()
    service.answers.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.answers.wait(timeout=10)
            status, text = service.answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(text.encode())

    with served(Handler) as address:
        service.url = f"{address}/api/ins/ext/v2"
        try:
            yield service
        finally:
            service.answers.set()
