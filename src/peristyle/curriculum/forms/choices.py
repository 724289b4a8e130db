"""The form of choices: a field for each list that is open."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.curriculum.models import ChoiceList, UnitEnrolment, UnitLink
from peristyle.curriculum.queries import StepTree
from peristyle.curriculum.rules.quantities import CREDITS, written_quantity


class _Closing:
    """Options that cannot be taken any more are shown, and cannot be ticked."""

    closed: Collection[str] = ()

    def create_option(self, name: str, value: Any, *details: Any, **options: Any) -> dict[str, Any]:
        """An option; a closed one is disabled."""
        option: dict[str, Any] = super().create_option(name, value, *details, **options)  # type: ignore[misc]
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class OneOf(_Closing, forms.RadioSelect):
    """One unit of a list."""


class SeveralOf(_Closing, forms.CheckboxSelectMultiple):
    """Some units of a list."""


class ChoicesForm(forms.Form):
    """What a student chooses, list by list."""

    def __init__(
        self,
        tree: StepTree,
        open_lists: Collection[int],
        rows: Mapping[int, UnitEnrolment],
        language: str,
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self._tree, self._rows, self._language = tree, rows, language
        for line in tree.lines():
            if line.list is not None and line.list.pk in open_lists:
                self.fields[field_name(line.list.pk)] = self._field(line.list)

    def wanted(self) -> set[int]:
        """Every unit that is ticked."""
        ticked: set[int] = set()
        for answer in self.cleaned_data.values():
            ticked.update(int(each) for each in ([answer] if isinstance(answer, str) and answer else answer))
        return ticked

    def _field(self, choices: ChoiceList) -> forms.Field:
        links = [link for link in self._tree.within(choices) if not self._is_refused(link)]
        options = [(str(link.unit_id), self._label(link)) for link in links]
        mine = [str(link.unit_id) for link in links if link.unit_id in self._rows]
        closed = [str(link.unit_id) for link in links if self._seats_left(link) == 0 and link.unit_id not in self._rows]
        one = choices.minimum == choices.maximum == 1
        widget = OneOf() if one else SeveralOf()
        widget.closed = closed
        kind = forms.ChoiceField if one else forms.MultipleChoiceField
        return kind(
            label=choices.label(self._language),
            required=False,
            choices=options,
            widget=widget,
            initial=next(iter(mine), "") if one else mine,
            help_text=self._hint(choices),
            error_messages={"invalid_choice": _("Cette matière n’est pas proposée dans cette liste.")},
        )

    def _hint(self, choices: ChoiceList) -> str:
        least, most = choices.minimum, choices.maximum
        if least == most:
            wanted = ngettext("Une matière à choisir.", "%(count)s matières à choisir.", most) % {"count": most}
        else:
            wanted = _("De %(least)s à %(most)s matières.") % {"least": least, "most": most}
        above = self._tree.units.get(choices.parent_id or 0)
        if above is None or self._is_given(choices.parent_id or 0):
            return wanted
        return _("%(wanted)s Seulement si vous prenez « %(unit)s ».") % {
            "wanted": wanted,
            "unit": above.name(self._language),
        }

    def _is_given(self, unit: int) -> bool:
        return unit in self._rows

    def _is_refused(self, link: UnitLink) -> bool:
        row = self._rows.get(link.unit_id)
        return bool(row and row.refused_at)

    def _seats_left(self, link: UnitLink) -> int | None:
        offering = self._tree.offerings.get(link.unit_id)
        return offering.seats_left if offering else 0

    def _label(self, link: UnitLink) -> str:
        facts = [link.unit.name(self._language)]
        if link.credits_tenths:
            earned = written_quantity(link.credits_tenths, CREDITS)
            facts.append(_("%(credits)s crédits") % {"credits": earned})
        left = self._seats_left(link)
        if left is not None and link.unit_id not in self._rows:
            facts.append(_("complet") if left == 0 else ngettext("%(n)s place", "%(n)s places", left) % {"n": left})
        return " · ".join(facts)


def field_name(list_id: int) -> str:
    """The name of the field of a list."""
    return f"liste_{list_id}"
