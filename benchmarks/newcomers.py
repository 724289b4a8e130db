"""Newcomers who walk from their application number to their receipt, page after page, as browsers do."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

import psycopg

from benchmarks.clients import FOUND, OK, TOKEN, Browser
from benchmarks.servers import asked

BEGINNING, FILE = "/inscription/", "/inscription/dossier/"
EMAIL, BANK, WAITING, RECEIPT = f"{FILE}adresse/", f"{FILE}banque/", f"{FILE}paiement/", f"{FILE}recu/"
SANDBOX = "/inscription/banque-de-demonstration/"
#: What each page is called in what a benchmark prints.
STEPS = {
    BEGINNING: "identity",
    f"{FILE}identifiants/": "identifiers",
    f"{FILE}coordonnees/": "contact",
    EMAIL: "mail code",
    f"{FILE}etape/": "étape",
    f"{FILE}situation/": "situation",
    f"{FILE}droits/": "fees",
    BANK: "to the bank",
    SANDBOX: "sandbox bank",
    WAITING: "back from the bank",
    RECEIPT: "receipt",
}
PATIENCE_SECONDS = 600
GLANCE_SECONDS = 0.2
#: As often as the page that waits for the bank asks.
BETWEEN_QUESTIONS_SECONDS = 2
_CODE = re.compile(r"\b(\d{4}).(\d{4})\b")
_WAITING_TO_ENROL = """
from peristyle.enrolment.public import Admission, present_campaign
rows = Admission.objects.filter(academic_year=present_campaign(), file=None, person=None).order_by("id")[:{count}]
answer = [(row.application_number, row.birth_date.strftime("%d/%m/%Y"), row.email) for row in rows]
"""


@dataclass(frozen=True)
class Newcomer:
    """Somebody admitted, and what they know of it."""

    application_number: str
    birth_date: str
    email: str

    @property
    def address(self) -> str:
        """Their personal mailbox: homonyms of the invented university share the one of their application."""
        return f"{self.application_number.lower()}@example.org"


def newcomers(environment: dict[str, str], count: int) -> list[Newcomer]:
    """So many people of a university who were admitted and have not begun to enrol."""
    found = [Newcomer(*row) for row in asked(environment, _WAITING_TO_ENROL.format(count=count))]
    if len(found) < count:
        raise RuntimeError(f"Only {len(found)} people may enrol, of the {count} wanted.")
    return found


class Mailboxes:
    """The personal mailboxes of the demonstration, read beside the server, which has enough to do."""

    def __init__(self, database: psycopg.Connection) -> None:
        self.database = database

    @classmethod
    @contextmanager
    def of(cls, url: str) -> Iterator["Mailboxes"]:
        """The mailboxes of a database, for the time of a block."""
        with psycopg.connect(url, autocommit=True) as database:
            yield cls(database)

    def newest_code(self, address: str) -> str | None:
        """The code of the newest mail that an address received."""
        question = 'SELECT text FROM demo_demomail WHERE "to" = %s ORDER BY id DESC LIMIT 1'
        row = self.database.execute(question, [address]).fetchone()
        found = _CODE.search(row[0]) if row else None
        return "".join(found.groups()) if found else None


class Journey:
    """A newcomer's way; `taken` tells how long each page and each answer took."""

    def __init__(self, port: int, newcomer: Newcomer, mailboxes: Mailboxes, decision: str = "accept") -> None:
        self.browser = Browser(port)
        self.newcomer = newcomer
        self.mailboxes = mailboxes
        self.where = BEGINNING
        self.done = False
        self.taken: list[tuple[str, str, float]] = []
        self._answers: dict[str, Callable[[], dict[str, str]]] = {
            BEGINNING: self._identity,
            f"{FILE}identifiants/": lambda: {"has_no_national_id": "on", "cvec_number": "MON1-AB12CD-34"},
            f"{FILE}coordonnees/": self._contact,
            EMAIL: lambda: {"code": self._awaited(lambda: mailboxes.newest_code(newcomer.address))},
            f"{FILE}etape/": lambda: {"confirmed": "on"},
            f"{FILE}situation/": lambda: {"regime": "initial", "gap_year": "none", "mobility": "none"},
            f"{FILE}droits/": dict,
            SANDBOX: lambda: {"decision": decision},
        }

    def walk(self) -> None:
        """To the receipt; raises RuntimeError at the first page that does not answer as it should."""
        while not self.done:
            self.go_on()
        self.browser.connection.close()

    def persevere(self) -> None:
        """To the word of the bank, whatever breaks on the way: the pages are opened again, as people do."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.where not in (WAITING, RECEIPT):
            try:
                self.go_on()
            except (OSError, HTTPException):
                if time.monotonic() > end:
                    raise
                self.browser.connection.close()
                # Whoever is at the bank stays there; the others find their file as they left it.
                self.where = self.where if self.where.startswith(SANDBOX) else FILE
                time.sleep(GLANCE_SECONDS)
        self.browser.connection.close()

    def go_on(self) -> None:
        """Open a page and answer it; `where` is then the next one."""
        place = SANDBOX if self.where.startswith(SANDBOX) else self.where
        response, page = self._timed(place, "page", lambda: self.browser.get(self.where))
        if response.status == FOUND:
            self.where = str(response.headers["Location"])
            return
        self._check(response, OK)
        if place == RECEIPT:
            self.done = True
        elif place == WAITING:
            self.where = self._awaited(self._where_the_bank_leads, every=BETWEEN_QUESTIONS_SECONDS)
        else:
            self._answer(place, page)

    def _answer(self, place: str, page: bytes) -> None:
        token, fields = TOKEN.search(page), self._answers[place]()
        if token is None:
            raise RuntimeError(f"{self.where} has no token.")
        sent = {"csrfmiddlewaretoken": token[1].decode(), **fields}
        response, _ = self._timed(place, "answer", lambda: self.browser.post(self.where, **sent))
        self._check(response, FOUND)
        self.where = str(response.headers["Location"])

    def _timed(
        self, place: str, what: str, ask: Callable[[], tuple[HTTPResponse, bytes]]
    ) -> tuple[HTTPResponse, bytes]:
        start = time.perf_counter()
        answer = ask()
        if place in STEPS:
            self.taken.append((STEPS[place], what, (time.perf_counter() - start) * 1000))
        return answer

    def _check(self, response: HTTPResponse, expected: int) -> None:
        if response.status != expected:
            raise RuntimeError(f"{self.where} answered {response.status} to {self.newcomer.application_number}.")

    def _where_the_bank_leads(self) -> str | None:
        response, _ = self.browser.get(f"{WAITING}etat/")
        self._check(response, OK)
        return response.headers["HX-Redirect"]

    def _awaited(self, look: Callable[[], str | None], every: float = GLANCE_SECONDS) -> str:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if seen := look():
                return seen
            time.sleep(every)
        raise RuntimeError(f"{self.newcomer.application_number} waits in vain at {self.where}.")

    def _identity(self) -> dict[str, str]:
        known = self.newcomer
        return {
            "application_number": known.application_number,
            "birth_date": known.birth_date,
            "email": known.email,
        }

    def _contact(self) -> dict[str, str]:
        return {
            "personal_email": self.newcomer.address,
            "phone": "06 12 34 56 78",
            "street": "12 rue de l’Université",
            "street_complement": "",
            "postal_code": "34000",
            "city": "Montpellier",
            "country": "FR",
        }
