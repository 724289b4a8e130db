"""The browser one signs in with: for the journal, and in words for its owner."""

from typing import Any

from django.utils.translation import gettext as _

from peristyle.accounts.rules.browsers import Browser, browser_of
from peristyle.kernel import origins


def present_browser() -> dict[str, Any]:
    """Name and system of the present request's browser, as details of the journal."""
    browser = browser_of(origins.browser.get())
    return {"browser": browser.name, "system": browser.system}


def browser_in_words(browser: Browser) -> str:
    """« Firefox sur Windows »."""
    if browser.name and browser.system:
        return _("%(browser)s sur %(system)s") % {"browser": browser.name, "system": browser.system}
    return browser.name or browser.system or _("appareil inconnu")
