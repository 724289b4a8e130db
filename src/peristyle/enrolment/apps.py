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
        from peristyle.enrolment import checks, home, papers, personal_data
        from peristyle.enrolment.actions.ask_bank import ask_bank
        from peristyle.enrolment.actions.chase_instalments import chase_instalments
        from peristyle.enrolment.actions.supporting_documents.sweep_documents import sweep_documents, sweep_uploads
        from peristyle.enrolment.actions.supporting_documents.tell_decisions import tell_forgotten_decisions
        from peristyle.enrolment.actions.sweep_reports import sweep_reports
        from peristyle.enrolment.actions.sweep_return_codes import sweep_return_codes
        from peristyle.enrolment.newcomers import standing_of
        from peristyle.enrolment.office_pages import open_office
        from peristyle.enrolment.queries import documents_to_check, overdue_invoices, refunds_waiting
        from peristyle.enrolment.rules.capabilities import (
            AUTHORISE_REENROLMENTS,
            CHECK_DOCUMENTS,
            IMPORT_ADMISSIONS,
            RECORD_PAYMENTS,
            REFUND_PAYMENTS,
        )
        from peristyle.kernel import periodic
        from peristyle.kernel.personal_data import PersonalData, register_personal_data

        checks.register()
        papers.register()
        register_newcomers(standing_of)
        register_personal_data(
            PersonalData("enrolment", _("Scolarité"), personal_data.TABLES, personal_data.erase, personal_data.kept)
        )
        periodic.register(ask_bank, every=timedelta(minutes=15))
        periodic.register(chase_instalments, every=timedelta(days=1))
        periodic.register(sweep_reports, every=timedelta(days=1))
        periodic.register(sweep_return_codes, every=timedelta(days=1))
        periodic.register(sweep_uploads, every=timedelta(hours=1))
        periodic.register(sweep_documents, every=timedelta(days=1))
        periodic.register(tell_forgotten_decisions, every=timedelta(minutes=15))
        allow(Role.REGISTRAR_OFFICER, CHECK_DOCUMENTS)
        register_management_page(
            ManagementPage(
                capability=CHECK_DOCUMENTS,
                name=_("Pièces à vérifier"),
                description=_("Les pièces justificatives données par les étudiants, les plus anciennes d’abord."),
                url_name="enrolment:checking",
                icon="file",
                waiting=lambda person: documents_to_check(person).count(),
            )
        )
        open_office()
        allow(Role.REGISTRAR_OFFICER, AUTHORISE_REENROLMENTS, IMPORT_ADMISSIONS, REFUND_PAYMENTS)
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
        register_home_provider(Block.TO_DO, home.reenrolments_waiting)
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
                capability=AUTHORISE_REENROLMENTS,
                name=_("Réinscriptions"),
                description=_("Autoriser les étudiants à se réinscrire, un par un ou par fichier."),
                url_name="enrolment:reenrolments",
                icon="scolarite",
            )
        )
        allow(Role.REGISTRAR_OFFICER, RECORD_PAYMENTS)
        register_management_page(
            ManagementPage(
                capability=RECORD_PAYMENTS,
                name=_("Paiements"),
                description=_("Enregistrer virements et chèques, exonérer, le livre de la régie."),
                url_name="enrolment:payments",
                icon="card",
            )
        )
        register_management_page(
            ManagementPage(
                capability=RECORD_PAYMENTS,
                name=_("Paiements en retard"),
                description=_("Les versements impayés qui retiennent des documents, les plus anciens d’abord."),
                url_name="enrolment:overdue",
                icon="warning",
                waiting=lambda person: overdue_invoices(person).count(),
            )
        )
        register_management_page(
            ManagementPage(
                capability=REFUND_PAYMENTS,
                name=_("Remboursements"),
                description=_("Les demandes à décider, l’argent à rendre."),
                url_name="enrolment:refunds",
                icon="euro",
                waiting=refunds_waiting,
            )
        )
