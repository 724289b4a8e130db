"""Form fields that the whole house shares."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.days import parse_day


class DayField(forms.CharField):
    """A day typed in one text field: quicker than three lists for a birth date, and no calendar to page through."""

    def __init__(self, *, autocomplete: str = "bday", **options: Any) -> None:
        options.setdefault("help_text", _("Jour, mois, année : par exemple 31/12/2004."))
        options.setdefault("max_length", 20)
        options.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": autocomplete, "placeholder": _("jj/mm/aaaa")}
            ),
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A date kept earlier, as people write it."""
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The day, as a date."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_day(typed)
        except ValueError as error:
            raise ValidationError(
                _("Cette date n’est pas complète ou n’existe pas. Écrivez-la comme ceci : 31/12/2004."),
                code="not-a-day",
            ) from error
