"""Wiring of the helpdesk."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.personal_data import PersonalData, register_personal_data
from peristyle.kernel.services import ManagementPage, Service, register_management_page, register_service


class HelpdeskConfig(AppConfig):
    """The helpdesk."""

    name = "peristyle.helpdesk"
    label = "helpdesk"

    def ready(self) -> None:
        """The tile, the agents' queue, what is known of a person, and what is forgotten after a year."""
        from peristyle.helpdesk import personal_data
        from peristyle.helpdesk.actions.forget_old_requests import forget_old_requests
        from peristyle.kernel import periodic

        register_service(
            Service(
                code="assistance",
                name=_("Assistance"),
                description=_("Une question, un souci : quelqu’un répond."),
                icon="assistance",
                order=60,
                url_name="helpdesk:my_requests",
            )
        )
        for role in (Role.HELPDESK_AGENT, Role.IT_STAFF):
            allow(role, "helpdesk.answer_requests")
        register_management_page(
            ManagementPage(
                capability="helpdesk.answer_requests",
                name=_("Demandes d’assistance"),
                description=_("Lire, répondre, prendre en charge, fermer."),
                url_name="helpdesk:queue",
                icon="assistance",
                order=20,
            )
        )
        register_personal_data(
            PersonalData(
                "helpdesk",
                _("Demandes d’assistance"),
                personal_data.TABLES,
                personal_data.erase,
                withheld=personal_data.WITHHELD,
            )
        )
        periodic.register(forget_old_requests, every=timedelta(days=1))
