"""Wiring of scolarité."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import (
    Block,
    ManagementPage,
    Service,
    register_home_provider,
    register_management_page,
    register_service,
)


class EnrolmentConfig(AppConfig):
    """Scolarité."""

    name = "peristyle.enrolment"
    label = "enrolment"

    def ready(self) -> None:
        """The service and its home card, the officers' pages, the question to the bank, the check of its settings."""
        from peristyle.accounts.public import register_newcomers
        from peristyle.enrolment import checks, home, personal_data
        from peristyle.enrolment.actions.ask_bank import ask_bank
        from peristyle.enrolment.actions.sweep_reports import sweep_reports
        from peristyle.enrolment.newcomers import standing_of
        from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS, REFUND_PAYMENTS
        from peristyle.kernel import periodic
        from peristyle.kernel.personal_data import PersonalData, register_personal_data

        checks.register()
        register_newcomers(standing_of)
        register_personal_data(
            PersonalData("enrolment", _("Scolarité"), personal_data.TABLES, personal_data.erase, personal_data.kept)
        )
        periodic.register(ask_bank, every=timedelta(minutes=15))
        periodic.register(sweep_reports, every=timedelta(days=1))
        allow(Role.REGISTRAR_OFFICER, IMPORT_ADMISSIONS, REFUND_PAYMENTS)
        register_service(
            Service(
                code="scolarite",
                name=_("Scolarité"),
                description=_("Inscriptions, paiements, documents."),
                icon="scolarite",
                order=10,
                url_name="enrolment:my_enrolments",
            )
        )
        register_home_provider(Block.NEW, home.recent_enrolments)
        register_management_page(
            ManagementPage(
                capability=IMPORT_ADMISSIONS,
                name=_("Admissions"),
                description=_("Importer les fichiers de Parcoursup, eCandidat et Mon Master."),
                url_name="enrolment:admissions",
                icon="upload",
            )
        )
        register_management_page(
            ManagementPage(
                capability=REFUND_PAYMENTS,
                name=_("Remboursements"),
                description=_("Les paiements reçus en double, à rendre."),
                url_name="enrolment:refunds",
                icon="euro",
            )
        )
