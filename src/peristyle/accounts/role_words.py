"""What roles are called on management pages."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role
from peristyle.kernel.services import Text

ROLE_WORDS: dict[str, Text] = {
    Role.STUDENT: _("Étudiant"),
    Role.TEACHER: _("Enseignant"),
    Role.STAFF: _("Personnel"),
    Role.GUEST: _("Invité"),
    Role.REGISTRAR_OFFICER: _("Gestionnaire de scolarité"),
    Role.PLANNER: _("Gestionnaire de planning"),
    Role.HELPDESK_AGENT: _("Agent d’assistance"),
    Role.IT_STAFF: _("Informaticien de l’université"),
}
