"""What the house knows of a person as such: who they are, what ties them to the university, their roles."""

from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.personal_data import Table, rooms_with_personal_data
from peristyle.people.actions.erase_person import erase_person
from peristyle.people.models import (
    Affiliation,
    Merge,
    Person,
    PossibleDuplicate,
    RoleAssignment,
    SearchWord,
    Sponsorship,
)

TABLES = (
    Table(
        "person",
        _("Identité"),
        {
            "birth_name": _("Nom de naissance"),
            "usual_name": _("Nom d’usage"),
            "given_name": _("Prénom"),
            "other_given_names": _("Autres prénoms"),
            "usual_given_name": _("Prénom d’usage"),
            "civility": _("Civilité"),
            "birth_date": _("Date de naissance"),
            "birth_place": _("Lieu de naissance"),
            "birth_country": _("Pays de naissance"),
            "national_id": _("Numéro INE"),
            "student_number": _("Numéro étudiant"),
            "staff_number": _("Matricule"),
            "guest_number": _("Numéro d’invité"),
            "backup_email": _("Adresse mail personnelle"),
            "backup_email_verified_at": _("Adresse confirmée le"),
            "phone": _("Téléphone"),
            "phone_verified_at": _("Téléphone confirmé le"),
            "language": _("Langue"),
            "created_at": _("Fiche créée le"),
        },
        lambda person_id: Person.objects.filter(pk=person_id),
    ),
    Table(
        "affiliations",
        _("Liens avec l’université"),
        {
            "kind": _("Lien"),
            "category": _("Catégorie"),
            "component__name": _("Composante"),
            "starts_on": _("Du"),
            "ends_on": _("Au"),
            "voided_on": _("Annulé le"),
            "sponsorship__reason": _("Raison de l’invitation"),
        },
        lambda person_id: Affiliation.objects.filter(person_id=person_id),
    ),
    Table(
        "roles",
        _("Rôles"),
        {"role": _("Rôle"), "component__name": _("Composante"), "since": _("Depuis"), "until": _("Jusqu’au")},
        lambda person_id: RoleAssignment.objects.filter(person_id=person_id),
    ),
    Table(
        "sponsorships",
        _("Invités dont vous répondez"),
        {"reason": _("Raison"), "since": _("Depuis"), "affiliation__ends_on": _("Jusqu’au")},
        lambda person_id: Sponsorship.objects.filter(sponsor_id=person_id),
    ),
)

WITHHELD: dict[type[Model], str] = {
    SearchWord: "made of the names, numbers and addresses that are given",
    Merge: "tells what moved from one record to another, both of which are given",
    PossibleDuplicate: "a guess that somebody may be somebody else",
}


def erase(person_id: int) -> None:
    """Forget who the person was."""
    erase_person(person_id)


def kept(day: date) -> QuerySet[Any]:
    """Whoever another room still has to know."""
    elsewhere = Q()
    for room in rooms_with_personal_data():
        if room.kept is not None and room.room != "people":
            elsewhere |= Q(pk__in=room.kept(day))
    return Person.objects.filter(elsewhere).values("pk") if elsewhere else Person.objects.none()
