"""What agents read of an account's state."""

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.services import Text

#: For each state: its name, the kind of its badge, its sign.
STATE_WORDS: dict[State, tuple[Text, str, str]] = {
    State.PENDING: (_("Activable bientôt"), "info", "clock"),
    State.ACTIVATABLE: (_("À activer"), "warning", "key"),
    State.ACTIVE: (_("Actif"), "success", "check"),
    State.CLOSING: (_("En cours de fermeture"), "warning", "clock"),
    State.CLOSED: (_("Fermé"), "neutral", "lock"),
    State.SUSPENDED: (_("Suspendu"), "danger", "lock"),
}
