"""The forms of the offer: units, their places, lists, windows, files."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.forms.quantities import QuantityField
from peristyle.curriculum.models import ChoiceList, UnitKind
from peristyle.curriculum.rules.maquette_rows import LONGEST_LABEL, LONGEST_NAME, UNIT_CODE
from peristyle.curriculum.rules.quantities import COEFFICIENT, CREDITS, HOURS
from peristyle.ui.fields import DayField
from peristyle.ui.imports import FileForm

LARGEST_SMALL = 9999
_OFF = {"autocomplete": "off"}


class UnitForm(forms.Form):
    """What a unit is, and how it is taught in a year."""

    name_fr = forms.CharField(label=_("Intitulé"), max_length=LONGEST_NAME)
    name_en = forms.CharField(label=_("Intitulé en anglais"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=_("Nature"), choices=UnitKind.choices)
    cm_minutes = QuantityField(label=_("Heures de CM par étudiant"), parts=HOURS, required=False)
    td_minutes = QuantityField(label=_("Heures de TD par étudiant"), parts=HOURS, required=False)
    tp_minutes = QuantityField(label=_("Heures de TP par étudiant"), parts=HOURS, required=False)
    capacity = forms.IntegerField(
        label=_("Places ouvertes au choix"),
        required=False,
        min_value=0,
        max_value=LARGEST_SMALL,
        help_text=_("Vide : sans limite. Là où l’élément est obligatoire, tout le monde y a sa place."),
    )


class PlaceForm(forms.Form):
    """How a unit counts where it stands."""

    list = forms.ChoiceField(label=_("Obligatoire ou au choix"), required=False)
    order = forms.IntegerField(label=_("Ordre d’affichage"), min_value=0, max_value=LARGEST_SMALL, initial=1)
    coefficient_hundredths = QuantityField(label=_("Coefficient"), parts=COEFFICIENT, initial=COEFFICIENT)
    credits_tenths = QuantityField(label=_("Crédits ECTS"), parts=CREDITS, required=False)

    def __init__(self, lists: tuple[ChoiceList, ...], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._lists = {str(each.pk): each for each in lists}
        self.fields["list"].choices = [  # type: ignore[attr-defined]
            ("", _("Obligatoire")),
            *((key, _("Au choix : %(label)s") % {"label": each.label_fr}) for key, each in self._lists.items()),
        ]

    def clean_list(self) -> ChoiceList | None:
        """The list, or None where the unit is mandatory."""
        return self._lists.get(self.cleaned_data["list"])


class AddUnitForm(PlaceForm):
    """A unit the house has, by its code, or a new one with its name."""

    code = forms.CharField(
        label=_("Code de l’élément"),
        max_length=8,
        help_text=_("8 lettres majuscules et chiffres au plus. Un code connu place l’élément ici aussi."),
        widget=forms.TextInput(attrs={**_OFF, "autocapitalize": "characters", "spellcheck": "false"}),
    )
    name_fr = forms.CharField(
        label=_("Intitulé"), max_length=LONGEST_NAME, required=False, help_text=_("Pour un nouvel élément seulement.")
    )
    name_en = forms.CharField(label=_("Intitulé en anglais"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=_("Nature"), choices=UnitKind.choices, initial=UnitKind.UNIT)
    field_order = ("code", "name_fr", "name_en", "kind")

    def clean_code(self) -> str:
        """A code as Apogée has them."""
        code: str = self.cleaned_data["code"].upper()
        if not UNIT_CODE.fullmatch(code):
            raise ValidationError(_("Un code compte 1 à 8 lettres majuscules et chiffres."))
        return code


class ListForm(forms.Form):
    """A list to choose from."""

    label_fr = forms.CharField(label=_("Nom de la liste"), max_length=LONGEST_LABEL)
    label_en = forms.CharField(label=_("Nom en anglais"), max_length=LONGEST_LABEL, required=False)
    minimum = forms.IntegerField(label=_("Choix au moins"), min_value=0, max_value=99, initial=1)
    maximum = forms.IntegerField(label=_("Choix au plus"), min_value=1, max_value=99, initial=1)

    def clean(self) -> dict[str, Any]:
        """One can choose as many as one must."""
        cleaned = super().clean() or {}
        if {"minimum", "maximum"} <= cleaned.keys() and cleaned["minimum"] > cleaned["maximum"]:
            self.add_error("maximum", _("Ce nombre ne peut pas être inférieur au précédent."))
        return cleaned


class WindowForm(forms.Form):
    """When the students of an étape choose, and under which unit."""

    unit = forms.ChoiceField(label=_("Choix de"), required=False)
    opens_on = DayField(label=_("Ouverture le"), autocomplete="off")
    opens_time = forms.TimeField(
        label=_("À partir de"), initial="08:00", help_text=_("Heures et minutes : par exemple 08:00.")
    )
    closes_on = DayField(label=_("Fermeture le soir du"), autocomplete="off")

    def __init__(self, units: list[tuple[str, str]], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["unit"].choices = [("", _("Toute l’étape")), *units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The two instants, in their order."""
        cleaned = super().clean() or {}
        if {"opens_on", "opens_time", "closes_on"} <= cleaned.keys():
            opens_at = timezone.make_aware(datetime.combine(cleaned["opens_on"], cleaned["opens_time"]))
            closes_at = timezone.make_aware(datetime.combine(cleaned["closes_on"] + timedelta(days=1), time()))
            if closes_at <= opens_at:
                self.add_error("closes_on", _("La fermeture vient après l’ouverture."))
            cleaned |= {"opens_at": opens_at, "closes_at": closes_at}
        return cleaned


class MaquettesForm(FileForm):
    """A file of maquettes, and the year it is for."""

    year = forms.TypedChoiceField(label=_("Année universitaire"), coerce=int)

    def __init__(self, years: list[int], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["year"].choices = [(year, f"{year}-{year + 1}") for year in years]  # type: ignore[attr-defined]
        self.fields["file"].label = _("Fichier des maquettes")
        # It is always all or nothing: half a maquette is none.
        del self.fields["all_or_nothing"]
