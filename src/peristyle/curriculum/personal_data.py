"""What the curriculum knows of a person: étapes, units, groups, files brought."""

from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.actions.erase_curriculum import erase_curriculum
from peristyle.curriculum.models import GroupMembership, GroupTeacher, MaquetteImport, StudiedStep, UnitEnrolment
from peristyle.kernel.personal_data import Table

TABLES = (
    Table(
        "studied_steps",
        _("Étapes étudiées"),
        {
            "step__label": _("Étape"),
            "year__starts_on": _("Rentrée"),
            "opened_at": _("Depuis le"),
            "withdrawn_at": _("Quittée le"),
        },
        lambda person_id: StudiedStep.objects.filter(person_id=person_id),
    ),
    Table(
        "units",
        _("Inscriptions pédagogiques"),
        {
            "unit__code": _("Élément"),
            "unit__name_fr": _("Intitulé"),
            "year__starts_on": _("Rentrée"),
            "nature": _("Raison"),
            "asked_at": _("Demandée le"),
            "validated_at": _("Validée le"),
            "refused_at": _("Refusée le"),
            "refusal_reason": _("Raison du refus"),
        },
        lambda person_id: UnitEnrolment.objects.filter(person_id=person_id),
    ),
    Table(
        "groups",
        _("Groupes"),
        {
            "group__unit__code": _("Élément"),
            "group__kind": _("Type de groupe"),
            "group__name": _("Groupe"),
            "since": _("Depuis le"),
        },
        lambda person_id: GroupMembership.objects.filter(enrolment__person_id=person_id),
    ),
    Table(
        "taught_groups",
        _("Groupes enseignés"),
        {
            "group__unit__code": _("Élément"),
            "group__kind": _("Type de groupe"),
            "group__name": _("Groupe"),
            "since": _("Depuis le"),
        },
        lambda person_id: GroupTeacher.objects.filter(person_id=person_id),
    ),
    Table(
        "imports",
        _("Fichiers de maquettes que vous avez importés"),
        {"file_name": _("Fichier"), "requested_at": _("Demandé le"), "finished_at": _("Terminé le")},
        lambda person_id: MaquetteImport.objects.filter(requested_by_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget what the person studied and taught."""
    erase_curriculum(person_id)
