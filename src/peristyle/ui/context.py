"""What every page knows: who is signed in, where they may go, how to be helped."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from peristyle.kernel import clock, institution, services
from peristyle.kernel.services import Text
from peristyle.ui import accessibility


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
    return {
        "language": (get_language() or "fr")[:2],
        "account": user if user is not None and user.is_authenticated else None,
        "demo": settings.PERISTYLE_DEMO,
        "demo_url": reverse("demo:panel") if settings.PERISTYLE_DEMO else None,
        "version": settings.PERISTYLE_VERSION,
        "help_url": reverse("helpdesk:help"),
        "accessibility_status": accessibility.WORDS[
            accessibility.conformity(institution.current().accessibility_audit, clock.today())
        ],
        "navigation": [
            NavigationLink(service.name, reverse(service.url_name), service.icon, request.path)
            for service in services.services()
            if service.url_name
        ],
        "support": institution.current().mail.support,
        "request_id": getattr(request, "request_id", ""),
        "visit": getattr(request, "visit", None),
    }
