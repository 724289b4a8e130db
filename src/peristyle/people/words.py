"""What codes of persons mean, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.people.rules.resemblance import Resemblance

RESEMBLANCES: dict[str, Any] = {
    Resemblance.SAME_NAME: _("Même date de naissance, mêmes noms"),
    Resemblance.CLOSE_NAME: _("Même date de naissance, noms proches"),
    Resemblance.SAME_MAIL: _("Même adresse personnelle, même prénom"),
}
