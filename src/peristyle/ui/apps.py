"""Wiring of the design system."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import ManagementPage, register_management_page


class UiConfig(AppConfig):
    """The design system."""

    name = "peristyle.ui"
    label = "ui"

    def ready(self) -> None:
        """IT may look at the gallery; themes are checked."""
        from peristyle.ui import checks

        checks.register()
        allow(Role.IT_STAFF, "ui.see_gallery")
        register_management_page(
            ManagementPage(
                capability="ui.see_gallery",
                name=_("Galerie des composants"),
                description=_("Chaque élément d’interface dans chacun de ses états."),
                url_name="ui:gallery",
                icon="eye",
                order=99,
            )
        )
