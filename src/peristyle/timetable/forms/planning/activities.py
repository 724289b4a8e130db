"""What is to be taught or held."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import TeachingGroup
from peristyle.kernel.choices import choices_of
from peristyle.people.public import Component, Person
from peristyle.timetable.forms.planning.fields import MinutesField, TeachersField, boxes, offer, ticked
from peristyle.timetable.models import EQUIPMENT, ROOM_KINDS, Activity
from peristyle.timetable.queries.planning.scope import groups_to_place
from peristyle.timetable.rules.sessions import ActivityKind

_OF_UNITS = [kind for kind in ActivityKind if kind != ActivityKind.EVENT]
_MOST_SESSIONS = 200


class ActivityForm(forms.Form):
    """Classes or an exam of a unit: for whom, by whom, how often, how long, in what sort of room."""

    kind = forms.ChoiceField(label=_("Type"), choices=choices_of(_OF_UNITS))
    groups = boxes(_("Groupes"))
    whole_unit = forms.BooleanField(
        label=_("Toute la promotion"),
        required=False,
        help_text=_("Concerne tous les étudiants de l’élément, qu’ils aient un groupe ou non."),
    )
    teachers = boxes(_("Enseignants"))
    other_teachers = TeachersField(label=_("Autres enseignants"))
    session_minutes = MinutesField(label=_("Durée d’une séance, en minutes"))
    session_count = forms.IntegerField(label=_("Nombre de séances"), min_value=1, max_value=_MOST_SESSIONS)
    room_kind = forms.ChoiceField(
        label=_("Type de salle"), required=False, choices=[("", _("Indifférent")), *ROOM_KINDS.items()]
    )
    equipment = forms.MultipleChoiceField(
        label=_("Équipement nécessaire"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(EQUIPMENT.items()),
    )

    def __init__(self, activity: Activity, known: Iterable[Person], *given: Any, **options: Any) -> None:
        options.setdefault("initial", _present(activity))
        super().__init__(*given, **options)
        self.activity = activity
        self.people = {person.pk: person for person in known}
        self.choosable: dict[int, TeachingGroup] = {group.pk: group for group in groups_to_place(activity)}
        offer(self, "teachers", [(pk, person.display_name) for pk, person in self.people.items()])
        offer(self, "groups", [(pk, str(group)) for pk, group in self.choosable.items()])

    def clean(self) -> dict[str, Any]:
        """Somebody must be concerned."""
        answers = super().clean() or {}
        if not answers.get("whole_unit") and not answers.get("groups"):
            self.add_error(
                "groups" if "groups" in self.fields else "whole_unit",
                _("Choisissez des groupes, ou toute la promotion."),
            )
        return answers

    def answered(self) -> tuple[Activity, list[TeachingGroup], list[Person]]:
        """The activity as it was described, its groups, its teachers."""
        answers, activity = self.cleaned_data, self.activity
        for name in ("kind", "whole_unit", "session_minutes", "session_count", "room_kind", "equipment"):
            if name in answers:
                setattr(activity, name, answers[name])
        groups = [self.choosable[pk] for pk in ticked(self, "groups")]
        people = [self.people[pk] for pk in ticked(self, "teachers")]
        return activity, groups, [*people, *answers["other_teachers"]]


class EventForm(ActivityForm):
    """Something that holds a room and is no class: its name, and who answers for it."""

    title = forms.CharField(label=_("Nom"), max_length=200)
    component = forms.ChoiceField(label=_("Composante"))

    field_order = ("title", "component", "other_teachers", "session_minutes", "session_count", "room_kind", "equipment")

    def __init__(self, activity: Activity, components: Iterable[Component], *given: Any, **options: Any) -> None:
        super().__init__(activity, [], *given, **options)
        self.fields["component"].choices = [(each.pk, each.name) for each in components]  # type: ignore[attr-defined]
        self.fields["other_teachers"].label = _("Personnes occupées")
        for name in ("kind", "whole_unit"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Nobody needs to be concerned."""
        return self.cleaned_data

    def answered(self) -> tuple[Activity, list[TeachingGroup], list[Person]]:
        """The event as it was described, and whom it holds."""
        self.activity.title = self.cleaned_data["title"]
        self.activity.component_id = self.cleaned_data["component"]
        return super().answered()


def _present(activity: Activity) -> dict[str, Any]:
    """An activity as the form's first answers."""
    known = {
        "title": activity.title,
        "component": activity.component_id,
        "kind": activity.kind,
        "whole_unit": activity.whole_unit,
        "session_minutes": activity.session_minutes,
        "session_count": activity.session_count,
        "room_kind": activity.room_kind,
        "equipment": activity.equipment,
    }
    if activity.pk:
        known["groups"] = [str(group.pk) for group in activity.groups.all()]
        known["teachers"] = [str(person.pk) for person in activity.teachers.all()]
    return known
