"""Checks made at start: a theme that cannot be read by everyone is refused."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check

from peristyle.kernel import institution
from peristyle.ui import theme

THEMES = Path(__file__).parent / "static" / "ui" / "themes"


def register() -> None:
    """Have Django run the house's checks."""
    register_check(theme_is_readable, Tags.compatibility)


def theme_is_readable(**_: Any) -> list[CheckMessage]:
    """Each text of the institution's theme stands out from its background (WCAG 2.2 AA)."""
    try:
        name = institution.current().theme
    except institution.InstitutionError:
        return []  # kernel.checks tells it.
    return [Error(problem, id="peristyle.E003") for problem in theme.problems(THEMES / f"{name}.css")]
