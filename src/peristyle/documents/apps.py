"""Wiring of documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.personal_data import PersonalData, register_personal_data
from peristyle.kernel.services import ManagementPage, register_management_page


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "peristyle.documents"
    label = "documents"

    def ready(self) -> None:
        """The officers' page, what is known of a person, the check of what seals."""
        from peristyle.documents import checks, personal_data
        from peristyle.documents.rules.capabilities import CANCEL_DOCUMENTS

        checks.register()
        allow(Role.REGISTRAR_OFFICER, CANCEL_DOCUMENTS)
        register_personal_data(
            PersonalData("documents", _("Documents délivrés"), personal_data.TABLES, personal_data.erase)
        )
        register_management_page(
            ManagementPage(
                capability=CANCEL_DOCUMENTS,
                name=_("Documents délivrés"),
                description=_("Retrouver un document, l’ouvrir, l’annuler."),
                url_name="documents:documents",
                icon="file",
            )
        )
