"""How delays and addresses are told to people."""

from datetime import timedelta
from math import ceil

from django.utils.translation import ngettext


def wait_in_words(wait: timedelta) -> str:
    """« 40 secondes » or « 3 minutes », rounded up."""
    seconds = max(1, ceil(wait.total_seconds()))
    if seconds < 60:  # noqa: PLR2004 — a minute
        return ngettext("%(count)d seconde", "%(count)d secondes", seconds) % {"count": seconds}
    minutes = ceil(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def masked(address: str) -> str:
    """An address its owner recognises and nobody else can use: « m•••••@e•••••.fr »."""
    local, _, domain = address.rpartition("@")
    name, _, ending = domain.rpartition(".")
    return f"{local[:1]}•••••@{name[:1]}•••••.{ending}"
