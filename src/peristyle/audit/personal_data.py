"""What the journal knows of a person: what was done to them, and what they did."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.audit.actions.forget import forget_person
from peristyle.audit.models import Entry
from peristyle.kernel.personal_data import Table

TABLES = (
    Table(
        "about_me",
        _("Ce qui a été fait à votre sujet"),
        {"at": _("Quand"), "action": _("Quoi"), "details": _("Précisions")},
        lambda person_id: Entry.objects.filter(subject=f"people.person:{person_id}"),
    ),
    Table(
        "by_me",
        _("Ce que vous avez fait, ou qui a été fait en votre nom"),
        # Whom an agent did it to is that person's own data.
        {"at": _("Quand"), "action": _("Quoi"), "origin": _("Adresse réseau")},
        lambda person_id: Entry.objects.filter(Q(actor_id=person_id) | Q(acting_for_id=person_id)),
    ),
)


def erase(person_id: int) -> None:
    """Forget where the person acted from, and the details of what was done to them; that it was done stays."""
    forget_person(person_id)
