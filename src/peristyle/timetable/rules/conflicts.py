"""What keeps a session from standing somewhere, and what only speaks against it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class ConflictKind(LabelledEnum):
    """Why a session should not stand there."""

    ROOM = "room", _("La salle est déjà prise")
    TEACHER = "teacher", _("L’enseignant a déjà cours")
    GROUP = "group", _("Le groupe a déjà cours")
    STUDENT = "student", _("Des étudiants ont déjà cours")
    CAPACITY = "capacity", _("La salle est trop petite")
    EQUIPMENT = "equipment", _("Il manque un équipement dans la salle")
    ROOM_CLOSED = "room_closed", _("La salle est fermée")
    TRAVEL = "travel", _("Le temps de trajet entre deux sites ne suffit pas")
    DEBT = "debt", _("Des étudiants qui rattrapent cette matière ont déjà cours")
    ROOM_KIND = "room_kind", _("La salle n’est pas du type demandé")
    UNAVAILABLE = "unavailable", _("Indisponibilité déclarée")
    OUTSIDE_CLASSES = "outside_classes", _("Hors des périodes d’enseignement")
    OUTSIDE_HOURS = "outside_hours", _("Hors des heures d’ouverture")


#: These are refused; the others are allowed when somebody answers for them and says why.
HARD = frozenset(
    {
        ConflictKind.ROOM,
        ConflictKind.TEACHER,
        ConflictKind.GROUP,
        ConflictKind.STUDENT,
        ConflictKind.CAPACITY,
        ConflictKind.EQUIPMENT,
        ConflictKind.ROOM_CLOSED,
        ConflictKind.TRAVEL,
    }
)


@dataclass(frozen=True)
class Conflict:
    """A reason against a placement: of what kind, about whom or what, with which other session, for how many."""

    kind: ConflictKind
    about: str
    session_id: int | None = None
    students: int = 0

    @property
    def hard(self) -> bool:
        """Whether nobody may allow it."""
        return self.kind in HARD


class PlacementRefused(Exception):
    """A session may not stand there; `conflicts` say why."""

    def __init__(self, conflicts: "list[Conflict]") -> None:
        """With every reason found."""
        super().__init__(", ".join(sorted({conflict.kind for conflict in conflicts})))
        self.conflicts = conflicts
