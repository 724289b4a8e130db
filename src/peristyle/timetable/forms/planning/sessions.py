"""Where a session stands: its day, hour, rooms, teachers and groups."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import GroupTeacher, TeachingGroup
from peristyle.people.public import Person
from peristyle.timetable.forms.planning.fields import (
    HourField,
    MinutesField,
    ReasonField,
    RoomsField,
    TeachersField,
    boxes,
    offer,
    ticked,
)
from peristyle.timetable.models import Activity, Session
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.planning.scope import groups_to_place
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind
from peristyle.timetable.rules.sessions import Placement
from peristyle.timetable.rules.weeks import slot_on
from peristyle.ui.fields import DayField

#: The field to change when something speaks against a place; the others are about its time.
_FIELD_OF = {
    ConflictKind.ROOM: "rooms",
    ConflictKind.ROOM_CLOSED: "rooms",
    ConflictKind.CAPACITY: "rooms",
    ConflictKind.EQUIPMENT: "rooms",
    ConflictKind.ROOM_KIND: "rooms",
    ConflictKind.TEACHER: "teachers",
    ConflictKind.UNAVAILABLE: "teachers",
    ConflictKind.GROUP: "groups",
    ConflictKind.STUDENT: "groups",
    ConflictKind.DEBT: "groups",
}


class HeldForm(forms.Form):
    """What sessions of an activity may hold: rooms, teachers, groups."""

    rooms = RoomsField()
    teachers = boxes(_("Enseignants"))
    other_teachers = TeachersField(label=_("Autres enseignants"))
    groups = boxes(_("Groupes"))
    reason = ReasonField()

    def __init__(self, activity: Activity, *given: Any, known: Iterable[Person] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        groups = list(groups_to_place(activity))
        offer(self, "teachers", _teachers(activity, groups, known))
        offer(self, "groups", [(group.pk, str(group)) for group in groups])

    def held(self) -> tuple[frozenset[str], frozenset[int], frozenset[int]]:
        """The rooms, teachers and groups chosen."""
        others = {person.pk for person in self.cleaned_data["other_teachers"]}
        rooms = frozenset(room.pk for room in self.cleaned_data["rooms"])
        return rooms, ticked(self, "teachers") | others, ticked(self, "groups")

    def refuse(self, conflicts: Iterable[Conflict]) -> None:
        """Say beside each field what speaks against it; soft ones alone ask for a reason."""
        kept = list(conflicts)
        for conflict, words in explained(kept):
            field = _FIELD_OF.get(ConflictKind(conflict.kind), "starts")
            self.add_error(field if field in self.fields else None, words)
        if not any(conflict.hard for conflict in kept):
            self.add_error("reason", _("Vous pouvez passer outre : dites pourquoi."))


class PlacementForm(HeldForm):
    """A day, an hour, and what the session holds then; `version` is the one its reader saw."""

    day = DayField(label=_("Jour"), autocomplete="off", help_text="")
    starts = HourField()
    minutes = MinutesField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("day", "starts", "minutes", "rooms", "teachers", "other_teachers", "groups", "reason", "version")

    def placement(self) -> Placement:
        """What was asked for."""
        answers = self.cleaned_data
        return Placement(slot_on(answers["day"], answers["starts"], answers["minutes"]), *self.held())


def placement_of(session: Session) -> dict[str, Any]:
    """A session as the form's first answers; needs what it holds."""
    starts_at = timezone.localtime(session.starts_at)
    return {
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "minutes": int(session.slot.length.total_seconds() // 60),
        "rooms": [held.room for held in session.held_rooms.all()],
        "teachers": [str(held.person_id) for held in session.held_teachers.all()],
        "groups": [str(held.group_id) for held in session.held_groups.all()],
        "version": session.version,
    }


def usual_of(activity: Activity) -> dict[str, Any]:
    """What new sessions of an activity hold, unless somebody says otherwise."""
    return {
        "minutes": activity.session_minutes,
        "teachers": [str(person.pk) for person in activity.teachers.all()],
        "groups": [str(group.pk) for group in activity.groups.all()],
    }


class VersionForm(forms.Form):
    """The version of a session that its reader saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CancelForm(VersionForm):
    """Why a session does not take place."""

    cancellation = forms.CharField(label=_("Raison"), max_length=300, help_text=_("Les étudiants concernés la liront."))


class NoteForm(VersionForm):
    """What those who attend should know."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("Lue par les étudiants et les enseignants une fois publiée. Laissez vide pour l’effacer."),
    )


def _teachers(activity: Activity, groups: Iterable[TeachingGroup], known: Iterable[Person]) -> list[tuple[int, str]]:
    """Those whom one may think of first: who teaches the activity, its groups, the session."""
    of_groups = GroupTeacher.objects.filter(group__in=[group.pk for group in groups]).select_related("person")
    people = {person.pk: person for person in activity.teachers.all()}
    people |= {taught.person_id: taught.person for taught in of_groups}
    people |= {person.pk: person for person in known}
    return sorted(((pk, person.display_name) for pk, person in people.items()), key=lambda each: each[1])
