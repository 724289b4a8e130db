"""Words of sessions: how a class is given, how it stands, what may happen to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum

#: No session lasts longer: what goes on at an instant began within this time before it.
LONGEST = timedelta(days=1)


class ActivityKind(LabelledEnum):
    """What an activity is: the kinds of classes of the curriculum, exams, and whatever else holds a room."""

    CM = "CM", _("Cours magistral")
    TD = "TD", _("Travaux dirigés")
    TP = "TP", _("Travaux pratiques")
    EXAM = "EX", _("Examen")
    EVENT = "EV", _("Événement")


class Verb(LabelledEnum):
    """What happened to a session, in its history."""

    CREATED = "created", _("Créée")
    MOVED = "moved", _("Déplacée")
    CHANGED = "changed", _("Modifiée")
    CANCELLED = "cancelled", _("Annulée")
    RESTORED = "restored", _("Rétablie")
    PUBLISHED = "published", _("Publiée")
    LOCKED = "locked", _("Verrouillée")
    UNLOCKED = "unlocked", _("Déverrouillée")


@dataclass(frozen=True)
class Slot:
    """From an instant to another, the second one outside it."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Slot") -> bool:
        """Whether they have an instant in common; two that touch have none."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.ends_at - self.starts_at

    def starting(self, starts_at: datetime) -> "Slot":
        """As long, from another instant."""
        return Slot(starts_at, starts_at + self.length)


@dataclass(frozen=True)
class Placement:
    """When a session takes place, in which rooms (codes), with which teachers (persons) and groups."""

    slot: Slot
    rooms: frozenset[str] = frozenset()
    teachers: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.slot.length > LONGEST:
            raise ValueError("A session lasts longer than any may.")

    def as_data(self) -> dict[str, object]:
        """As the history keeps it."""
        return {
            "starts_at": self.slot.starts_at.isoformat(),
            "ends_at": self.slot.ends_at.isoformat(),
            "rooms": sorted(self.rooms),
            "teachers": sorted(self.teachers),
            "groups": sorted(self.groups),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "Placement":
        """What the history kept."""
        return cls(
            Slot(datetime.fromisoformat(str(data["starts_at"])), datetime.fromisoformat(str(data["ends_at"]))),
            rooms=frozenset(data["rooms"]),  # type: ignore[call-overload]
            teachers=frozenset(data["teachers"]),  # type: ignore[call-overload]
            groups=frozenset(data["groups"]),  # type: ignore[call-overload]
        )
