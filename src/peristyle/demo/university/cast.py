"""The people one signs in as, one for each role, and the newcomers one enrols as. Their names never change."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.demo.university.identities import Identity
from peristyle.kernel.permissions import Role
from peristyle.people.public import Civility

#: Shared by every active account of the demonstration. It satisfies each policy profile (tests/demo/test_cast.py).
PASSWORD = "verveine-7-colonnes"  # noqa: S105 — shown to whoever opens the demonstration


@dataclass(frozen=True)
class Character:
    """Somebody with a role, and the identifier they are given because they come first."""

    role: Role
    told: Any
    identity: Identity
    login_name: str
    component: str

    @property
    def app_secret(self) -> str:
        """The secret of their authenticator app, where their role demands one: as unchanging as their name."""
        return b32encode(sha256(f"peristyle demonstration {self.login_name}".encode()).digest()[:20]).decode()


@dataclass(frozen=True)
class Newcomer:
    """Somebody admitted who has not enrolled yet; `story` says what is particular, `told` in English for a terminal."""

    application_number: str
    identity: Identity
    email: str
    step: str
    grant_holder: bool
    story: Any
    told: str


def _born(given_name: str, name: str, birth_date: date, place: str, civility: Civility) -> Identity:
    return Identity(given_name, name, birth_date, place, "France", civility=civility)


CHARACTERS = (
    Character(
        Role.STUDENT,
        _("étudiante en L1 Economie"),
        _born("Camille", "Fabrègues", date(2008, 1, 1), "Agel", Civility.MS),
        "camille.fabregues",
        "ECO",
    ),
    Character(
        Role.TEACHER,
        _("enseignante d’économie"),
        _born("Nadia", "Ferrière-Benali", date(1979, 5, 17), "Nîmes", Civility.MS),
        "nadia.ferriere-benali",
        "ECO",
    ),
    Character(
        Role.REGISTRAR_OFFICER,
        _("gestionnaire de scolarité"),
        _born("Gwenaël", "Le Goffic", date(1985, 11, 3), "Quimper", Civility.MR),
        "gwenael.le-goffic",
        "ECO",
    ),
    Character(
        Role.PLANNER,
        _("gestionnaire de planning"),
        _born("Inès", "Rouvière-Alcaraz", date(1990, 2, 28), "Béziers", Civility.MS),
        "ines.rouviere-alcaraz",
        "FDS",
    ),
    Character(
        Role.HELPDESK_AGENT,
        _("agent d’assistance"),
        _born("Moussa", "Diallo-Castan", date(1994, 7, 9), "Sète", Civility.MR),
        "moussa.diallo-castan",
        "FDS",
    ),
    Character(
        Role.IT_STAFF,
        _("informaticienne (DSIN)"),
        _born("Sophie", "d’Hauterive-Lindt", date(1982, 9, 21), "Alès", Civility.MS),
        "sophie.dhauterive-lindt",
        "FDS",
    ),
)

NEWCOMERS = (
    Newcomer(
        "P260004217",
        _born("Léa", "Marchandeau", date(2008, 3, 14), "Lodève", Civility.MS),
        "lea.marchandeau@example.org",
        "EE1",
        grant_holder=False,
        story=_("licence, 178 € à payer"),
        told="licence, 178 € to pay",
    ),
    Newcomer(
        "P260008352",
        _born("Yanis", "Haddad-Rey", date(2007, 12, 2), "Béziers", Civility.MR),
        "yanis.haddad-rey@example.org",
        "SI1",
        grant_holder=True,
        story=_("boursier, rien à payer"),
        told="grant holder, nothing to pay",
    ),
    Newcomer(
        "EC7K2M9Q4T",
        _born("Zoé", "N’Guessan-Vidal", date(2003, 6, 30), "Abidjan", Civility.MS),
        "zoe.nguessan-vidal@example.fr",
        "EB4",
        grant_holder=False,
        story=_("master, 254 € à payer"),
        told="master, 254 € to pay",
    ),
)
