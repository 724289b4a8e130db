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
from peristyle.timetable.rules.capabilities import (
    BOOK_ROOMS,
    BOOK_ROOMS_AS_STUDENT,
    DECLARE_AVAILABILITY,
    MANAGE_ARRANGEMENTS,
    MANAGE_ROOMS,
    PLAN_SESSIONS,
    SEE_ROOMS,
)


class TimetableConfig(AppConfig):
    """Who may do what, which pages there are, what is told to other rooms of the house."""

    name = "peristyle.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Planners and IT find rooms; a wrong `rooms.toml` stops the house at start."""
        from peristyle.accounts.public import register_reclaim
        from peristyle.curriculum.public import MembershipChanged
        from peristyle.timetable import checks, home, personal_data
        from peristyle.timetable.actions.attendance.close_roll import close_due_rolls
        from peristyle.timetable.actions.attendance.forget_attendance import forget_attendance
        from peristyle.timetable.actions.exams.sweep_arrangements import sweep_arrangements
        from peristyle.timetable.actions.feeds.revoke_feed import reclaim_feeds
        from peristyle.timetable.actions.imports.sweep_imports import sweep_imports
        from peristyle.timetable.actions.notices.sweep_notices import sweep_notices
        from peristyle.timetable.actions.placing.sweep_searches import sweep_searches
        from peristyle.timetable.actions.touch_timetables import touch_members, touch_those_concerned
        from peristyle.timetable.events import SessionsPublished
        from peristyle.timetable.queries.bookings import bookings_waiting
        from peristyle.timetable.queries.planning.drafts import count_of_drafts_waiting
        from peristyle.timetable.queries.requests import requests_waiting

        checks.register()
        take_part(SessionsPublished, touch_those_concerned)
        take_part(MembershipChanged, touch_members)
        periodic.register(sweep_notices, every=timedelta(days=1))
        periodic.register(sweep_imports, every=timedelta(days=1))
        periodic.register(sweep_searches, every=timedelta(days=1))
        periodic.register(sweep_arrangements, every=timedelta(days=1))
        periodic.register(close_due_rolls, every=timedelta(minutes=15))
        periodic.register(forget_attendance, every=timedelta(days=1))
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
        for role in (Role.PLANNER, Role.REGISTRAR_OFFICER):
            allow(role, MANAGE_ARRANGEMENTS)
        for role in (Role.PLANNER, Role.IT_STAFF):
            allow(role, SEE_ROOMS, MANAGE_ROOMS)
        for role in (Role.TEACHER, Role.STAFF):
            allow(role, BOOK_ROOMS, DECLARE_AVAILABILITY)
        # Adjuncts, who are guests, teach too.
        allow(Role.GUEST, DECLARE_AVAILABILITY)
        allow(Role.STUDENT, BOOK_ROOMS_AS_STUDENT)
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
                capability=PLAN_SESSIONS,
                name=_("Examens"),
                description=_("Salles, places, surveillants, convocations, conflits par étudiant."),
                url_name="timetable:exams",
                icon="edit",
            )
        )
        register_management_page(
            ManagementPage(
                capability=MANAGE_ARRANGEMENTS,
                name=_("Aménagements d’examens"),
                description=_("Temps majoré, salle à part, accès en fauteuil roulant."),
                url_name="timetable:arrangements",
                icon="clock",
            )
        )
        register_management_page(
            ManagementPage(
                capability=MANAGE_ROOMS,
                name=_("Réservations de salles"),
                description=_("Les salles que des collègues demandent, celles qui leur sont données."),
                url_name="timetable:bookings",
                icon="pin",
                waiting=bookings_waiting,
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
