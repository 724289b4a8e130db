"""Wiring of the court: the six services are announced; each room that opens takes its tile over."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import ManagementPage, register_management_page


class PortalConfig(AppConfig):
    """The home and its neighbours."""

    name = "peristyle.portal"
    label = "portal"

    def ready(self) -> None:
        """Announce the services whose rooms are not built yet; IT and agents publish banners."""
        from peristyle.kernel.personal_data import PersonalData, register_personal_data
        from peristyle.portal import personal_data
        from peristyle.portal.announced import announce

        announce()
        register_personal_data(PersonalData("portal", _("Accueil"), personal_data.TABLES, personal_data.erase))
        for role in (Role.IT_STAFF, Role.HELPDESK_AGENT):
            allow(role, "portal.publish_banners")
        register_management_page(
            ManagementPage(
                capability="portal.publish_banners",
                name=_("Bandeaux d’information"),
                description=_("Prévenir tout le monde d’un incident, d’une grève, d’une alerte."),
                url_name="portal:banners",
                icon="warning",
                order=80,
            )
        )
