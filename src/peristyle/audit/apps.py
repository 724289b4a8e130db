"""Wiring of the journal."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import ManagementPage, register_management_page


class AuditConfig(AppConfig):
    """The journal."""

    name = "peristyle.audit"
    label = "audit"

    def ready(self) -> None:
        """IT reads the journal and sees to failed tasks; entries are sealed every minute; letters are journalled."""
        from peristyle.audit.actions import record_letters, seal
        from peristyle.kernel import periodic

        record_letters.listen()
        periodic.register(seal.seal_journal, every=timedelta(minutes=1))
        allow(Role.IT_STAFF, "audit.read_journal", "audit.replay_tasks")
        register_management_page(
            ManagementPage(
                capability="audit.read_journal",
                name=_("Journal"),
                description=_("Qui a fait quoi, à qui, d’où. Scellé en chaîne."),
                url_name="audit:journal",
                icon="shield",
            )
        )
        register_management_page(
            ManagementPage(
                capability="audit.replay_tasks",
                name=_("Tâches de fond"),
                description=_("Ce qui attend, ce qui a échoué, et de quoi le rejouer."),
                url_name="audit:tasks",
                icon="refresh",
            )
        )
