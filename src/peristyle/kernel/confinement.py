"""Somebody signed in who may see a few pages only: their account closes, a charter or a second factor is wanted.

A confinement is registered by the room that knows it. It holds through the account (`user.confined_by`, its state) or
through the session (`confine`, until `release`); the first one that holds leads to its home page.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

_KEY = "confined_by"


@dataclass(frozen=True)
class Confinement:
    """The page one is led to, and those open besides, by the names of their addresses."""

    code: str
    home: str
    pages: frozenset[str] = frozenset()


_confinements: dict[str, Confinement] = {}


def register_confinement(confinement: Confinement) -> None:
    """Make `confinement` known by its code."""
    _confinements[confinement.code] = confinement


def confine(session: MutableMapping[str, Any], code: str) -> None:
    """Keep this session to the pages of a confinement."""
    session[_KEY] = sorted({*session.get(_KEY, []), code})


def release(session: MutableMapping[str, Any], code: str) -> None:
    """What was wanted is done: let the session go on."""
    session[_KEY] = [other for other in session.get(_KEY, []) if other != code]


def lets_in(request: HttpRequest, page: str) -> bool:
    """Whether no confinement keeps whoever sends `request` from the page of this name."""
    confinement = confinement_of(request)
    return confinement is None or page == confinement.home or page in confinement.pages


def confinement_of(request: HttpRequest) -> Confinement | None:
    """The confinement in force for whoever sends `request`."""
    own: str | None = getattr(request.user, "confined_by", None)
    codes = [own] if own else request.session.get(_KEY, [])
    return _confinements[codes[0]] if codes else None
