"""Pégase: its feed of enrolments over REST, a page at a time, with a bearer token.

Source: « INS - Inscription Externe API - V2 », 2.6.1, `/gestion/flux-inscriptions/pagine`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import requests

from peristyle.enrolment import conf
from peristyle.enrolment.models import FeedFailure
from peristyle.enrolment.ports import FeedUnreadable

PATH = "gestion/flux-inscriptions/pagine"
PAGE_SIZE = 50
MOST_PAGES = 4000
FORBIDDEN = (401, 403)
OK = 200
CIVILITIES = {"F": "mme", "M": "m"}
YES, NO = "oui", "non"


class Pegase:
    """The service of the settings."""

    def __init__(self, settings: conf.PegaseSettings) -> None:
        self._settings = settings

    def lines(self, since: datetime | None) -> Iterator[Mapping[str, str]]:
        """The enrolments validated, cancelled or changed since, by column. Raises FeedUnreadable."""
        try:
            token = self._settings.token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise FeedUnreadable(FeedFailure.FORBIDDEN) from error
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {token}"
            for number in range(MOST_PAGES):
                page = self._page(session, number, since)
                try:
                    yield from [_cells(told) for told in page["resultats"]]
                    is_last = number + 1 >= int(page["totalPages"])
                except (LookupError, TypeError, ValueError, AttributeError) as error:
                    raise FeedUnreadable(FeedFailure.UNREADABLE) from error
                if is_last:
                    return
        raise FeedUnreadable(FeedFailure.UNREADABLE)

    def _page(self, session: requests.Session, number: int, since: datetime | None) -> Any:
        asked: dict[str, int | str] = {"page": number, "taille": PAGE_SIZE, "photo": "false"}
        if since:
            asked["depuis"] = int(since.timestamp())
        try:
            answer = session.get(
                f"{str(self._settings.url).rstrip('/')}/{PATH}",
                params=asked,
                timeout=self._settings.timeout_seconds,
                # A token follows no redirection.
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise FeedUnreadable(FeedFailure.UNREACHABLE) from error
        if answer.status_code in FORBIDDEN:
            raise FeedUnreadable(FeedFailure.FORBIDDEN)
        if answer.status_code != OK:
            raise FeedUnreadable(FeedFailure.UNREACHABLE)
        try:
            return answer.json()
        except ValueError as error:
            raise FeedUnreadable(FeedFailure.UNREADABLE) from error


def _cells(told: Mapping[str, Any]) -> dict[str, str]:
    """A VueInscription as a neutral row; what is missing is empty, and judged with the rest of the row."""

    def text(name: str) -> str:
        return str(told.get(name) or "")

    return {
        "numero_etudiant": text("codeApprenant"),
        "ine": text("INE"),
        "nom": text("nomFamille"),
        "nom_usage": "" if text("nomUsage") == text("nomFamille") else text("nomUsage"),
        "prenom": text("prenom"),
        "civilite": CIVILITIES.get(text("civilite"), ""),
        "date_naissance": text("dateDeNaissance")[:10],
        "mail": next((str(each["mail"]) for each in told.get("mels") or [] if not each.get("proprietaire")), ""),
        "annee": text("anneeUniversitaire"),
        "periode": text("periode"),
        "chemin": ">".join(str(each["code"]) for each in told.get("chemin") or []),
        "statut": text("statutInscription"),
        "principale": NO if told.get("inscriptionPrincipale") is False else YES,
        "paiement": text("statutPaiement"),
        "date_inscription": text("dateInscription")[:10],
        "mobilite": text("mobilite"),
        "boursier": YES if told.get("boursesCompletes") or told.get("bourses") else NO,
    }
