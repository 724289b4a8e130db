"""Wiring of the court: the six services are announced; each room that opens takes its tile over."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The home and its neighbours."""

    name = "peristyle.portal"
    label = "portal"

    def ready(self) -> None:
        """Announce the services whose rooms are not built yet."""
        from peristyle.portal.announced import announce

        announce()
