"""Wiring of the timetable."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import periodic
from peristyle.kernel.events import take_part
from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.personal_data import PersonalData, register_personal_data
from peristyle.kernel.services import (
    Block,
    ManagementPage,
    Service,
    register_home_provider,
    register_management_page,
    register_service,
)
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS, SEE_ROOMS


class TimetableConfig(AppConfig):
    """Who may do what, which pages there are, what is told to other rooms of the house."""

    name = "peristyle.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Planners and IT find rooms; a wrong `rooms.toml` stops the house at start."""
        from peristyle.accounts.public import register_reclaim
        from peristyle.curriculum.public import MembershipChanged
        from peristyle.timetable import checks, home, personal_data
        from peristyle.timetable.actions.feeds.revoke_feed import reclaim_feeds
        from peristyle.timetable.actions.notices.sweep_notices import sweep_notices
        from peristyle.timetable.actions.touch_timetables import touch_members, touch_those_concerned
        from peristyle.timetable.events import SessionsPublished
        from peristyle.timetable.queries.planning.drafts import count_of_drafts_waiting
        from peristyle.timetable.queries.requests import requests_waiting

        checks.register()
        take_part(SessionsPublished, touch_those_concerned)
        take_part(MembershipChanged, touch_members)
        periodic.register(sweep_notices, every=timedelta(days=1))
        register_reclaim(reclaim_feeds)
        register_personal_data(
            PersonalData(
                "timetable",
                _("Emploi du temps"),
                personal_data.TABLES,
                personal_data.erase,
                withheld=personal_data.WITHHELD,
            )
        )
        register_service(
            Service(
                "emploi-du-temps",
                _("Emploi du temps"),
                _("Vos cours, vos salles, vos changements."),
                "emploi-du-temps",
                40,
                url_name="timetable:my_week",
            )
        )
        register_home_provider(Block.NOW, home.present_class, first=True)
        allow(Role.PLANNER, PLAN_SESSIONS)
        for role in (Role.PLANNER, Role.IT_STAFF):
            allow(role, SEE_ROOMS)
        register_management_page(
            ManagementPage(
                capability=PLAN_SESSIONS,
                name=_("Planning"),
                description=_("Placer les cours, déplacer des séances, publier ce qui est prêt."),
                url_name="timetable:planning",
                icon="emploi-du-temps",
                waiting=count_of_drafts_waiting,
            )
        )
        register_management_page(
            ManagementPage(
                capability=PLAN_SESSIONS,
                name=_("Demandes des enseignants"),
                description=_("Les séances que des enseignants demandent d’annuler ou de déplacer."),
                url_name="timetable:requests",
                icon="bell",
                waiting=requests_waiting,
            )
        )
        register_management_page(
            ManagementPage(
                capability=SEE_ROOMS,
                name=_("Salles"),
                description=_("Trouver une salle par son nom, son bâtiment, son type, sa capacité."),
                url_name="timetable:rooms",
                icon="pin",
            )
        )
