"""What the timetable knows of a person: what they teach, what they planned."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.personal_data import Table
from peristyle.timetable.actions.erase_timetable import erase_timetable
from peristyle.timetable.models import SessionChange, SessionTeacher

TABLES = (
    Table(
        "taught_sessions",
        _("Séances enseignées"),
        {
            "session__activity__unit__code": _("Élément"),
            "session__activity__kind": _("Type de cours"),
            "starts_at": _("Début"),
            "ends_at": _("Fin"),
        },
        lambda person_id: SessionTeacher.objects.filter(person_id=person_id),
    ),
    Table(
        "planned_sessions",
        _("Séances planifiées"),
        {
            "session__activity__unit__code": _("Élément"),
            "verb": _("Modification"),
            "at": _("Le"),
            "reason": _("Raison"),
        },
        lambda person_id: SessionChange.objects.filter(by_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget what the person taught and planned."""
    erase_timetable(person_id)
