"""Wiring of the timetable."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import ManagementPage, register_management_page
from peristyle.timetable.rules.capabilities import SEE_ROOMS


class TimetableConfig(AppConfig):
    """Rooms; the tile of the service stays announced until there are timetables."""

    name = "peristyle.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Planners and IT find rooms; a wrong `rooms.toml` stops the house at start."""
        from peristyle.timetable import checks

        checks.register()
        for role in (Role.PLANNER, Role.IT_STAFF):
            allow(role, SEE_ROOMS)
        register_management_page(
            ManagementPage(
                capability=SEE_ROOMS,
                name=_("Salles"),
                description=_("Trouver une salle par son nom, son bâtiment, son type, sa capacité."),
                url_name="timetable:rooms",
                icon="pin",
            )
        )
