"""Wiring of the timetable."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.personal_data import PersonalData, register_personal_data
from peristyle.kernel.services import ManagementPage, register_management_page
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS, SEE_ROOMS


class TimetableConfig(AppConfig):
    """Who may do what, which pages there are, what is told to other rooms of the house."""

    name = "peristyle.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Planners and IT find rooms; a wrong `rooms.toml` stops the house at start."""
        from peristyle.timetable import checks, personal_data

        checks.register()
        register_personal_data(
            PersonalData("timetable", _("Emploi du temps"), personal_data.TABLES, personal_data.erase)
        )
        allow(Role.PLANNER, PLAN_SESSIONS)
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
