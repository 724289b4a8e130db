"""Wiring of the journal."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import Block, ManagementPage, register_home_provider, register_management_page


class AuditConfig(AppConfig):
    """The journal."""

    name = "peristyle.audit"
    label = "audit"

    def ready(self) -> None:
        """IT reads the journal and sees to failed tasks; entries are sealed, seals verified, letters noted."""
        from django.utils.module_loading import autodiscover_modules

        from peristyle.audit import home, personal_data
        from peristyle.audit.actions import forget, record_letters, seal, verify
        from peristyle.kernel import periodic
        from peristyle.kernel.personal_data import PersonalData, register_personal_data

        autodiscover_modules("journal_words")
        record_letters.listen()
        register_personal_data(PersonalData("audit", _("Journal"), personal_data.TABLES, personal_data.erase))
        periodic.register(seal.seal_journal, every=timedelta(minutes=1))
        periodic.register(verify.verify_journal, every=timedelta(days=1))
        register_home_provider(Block.TO_DO, home.tampering)
        periodic.register(forget.forget_old_origins, every=timedelta(days=1))
        allow(Role.IT_STAFF, "audit.read_journal", "audit.replay_tasks")
        register_management_page(
            ManagementPage(
                capability="audit.read_journal",
                name=_("Journal"),
                description=_("Qui a fait quoi, à qui, d’où. Scellé en chaîne."),
                url_name="audit:journal",
                icon="shield",
                order=90,
            )
        )
        register_management_page(
            ManagementPage(
                capability="audit.replay_tasks",
                name=_("Tâches de fond"),
                description=_("Ce qui attend, ce qui a échoué, et de quoi le rejouer."),
                url_name="audit:tasks",
                icon="refresh",
                order=91,
            )
        )
