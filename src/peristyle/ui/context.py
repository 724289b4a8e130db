"""What every page knows: who is signed in, where they may go, how to be helped."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.kernel import clock, institution, services
from peristyle.kernel.access import person_of
from peristyle.kernel.confinement import lets_in
from peristyle.kernel.permissions import can
from peristyle.kernel.services import Text
from peristyle.ui import accessibility

MANAGEMENT = "portal:management"


@dataclass(frozen=True)
class NavigationLink:
    """A service in the header."""

    label: Text
    url: str
    icon: str
    page: str

    @property
    def current(self) -> bool:
        """Whether the page shown belongs to this service."""
        return self.page.startswith(self.url)


def house(request: HttpRequest) -> dict[str, Any]:
    """The values layouts lean on."""
    user = getattr(request, "user", None)
    account = user if user is not None and user.is_authenticated else None
    return {
        "language": (get_language() or "fr")[:2],
        "account": account,
        "demo": settings.PERISTYLE_DEMO,
        "demo_url": reverse("demo:panel") if settings.PERISTYLE_DEMO else None,
        "version": settings.PERISTYLE_VERSION,
        "help_url": reverse("helpdesk:help"),
        "accessibility_status": accessibility.WORDS[
            accessibility.conformity(institution.current().accessibility_audit, clock.today())
        ],
        "navigation": _navigation(request) if account else [],
        "support": institution.current().mail.support,
        "request_id": getattr(request, "request_id", ""),
        "visit": getattr(request, "visit", None),
    }


def _navigation(request: HttpRequest) -> list[NavigationLink]:
    """The services that are open, and « Gestion » for whoever manages anything."""
    person = person_of(request)
    found = [(service.name, service.url_name, service.icon) for service in services.services() if service.url_name]
    if any(can(person, page.capability) for page in services.management_pages()):
        found.append((_("Gestion"), MANAGEMENT, "settings"))
    return [
        NavigationLink(name, reverse(url_name), icon, request.path)
        for name, url_name, icon in found
        if lets_in(request, url_name)
    ]
