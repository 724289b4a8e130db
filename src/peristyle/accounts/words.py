"""How delays, addresses and second factors are told to people."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.accounts.models import AuthenticatorApp, Passkey


def wait_in_words(wait: timedelta) -> str:
    """« 40 secondes » or « 3 minutes », rounded up."""
    seconds = max(1, ceil(wait.total_seconds()))
    if seconds < 60:  # noqa: PLR2004 — a minute
        return ngettext("%(count)d seconde", "%(count)d secondes", seconds) % {"count": seconds}
    minutes = ceil(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def masked(address: str) -> str:
    """An address its owner recognises and nobody else can use: « m•••••@e•••••.fr »."""
    local, _, domain = address.rpartition("@")
    name, _, ending = domain.rpartition(".")
    return f"{local[:1]}•••••@{name[:1]}•••••.{ending}"


def factor_in_words(factor: Passkey | AuthenticatorApp) -> str:
    """Its kind and its name."""
    if isinstance(factor, Passkey):
        return _("Clé d’accès « %(name)s »") % {"name": factor.name}
    return _("Application « %(name)s »") % {"name": factor.name}


def method_in_words(method: str) -> str:
    """How somebody signed in, from the word that their session keeps."""
    return {
        "password": _("mot de passe"),
        "password+totp": _("mot de passe et code de l’application"),
        "password+passkey": _("mot de passe et clé d’accès"),
        "password+recovery": _("mot de passe et code de secours"),
        "password+remembered": _("mot de passe, sur un appareil de confiance"),
        "passkey": _("clé d’accès"),
        "activation": _("activation du compte"),
    }.get(method, method)


def refusal_in_words(action: str, details: Mapping[str, str]) -> str:
    """Why a sign-in was refused, from its entry in the journal."""
    if "state" in details:
        return _("refusée : compte suspendu ou fermé")
    if action == "accounts.refuse_second_factor":
        return _("refusée : mot de passe juste, seconde vérification ratée")
    return _("refusée : mot de passe faux")
