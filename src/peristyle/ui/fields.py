"""Form fields that the whole house shares."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Without signs between them the digits are all eight: 1122004 may be the 1st or the 11th.
_DAY_FIRST = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})|(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse_day(text: str) -> date:
    """A day as people write it: 31/12/2004, 31122004, 31-12-2004, 31 / 12 / 2004, 2004-12-31. Raises ValueError."""
    typed = text.strip()
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = filter(None, found.groups())
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day))


class DayField(forms.CharField):
    """A day typed in one text field: quicker than three lists for a birth date, and no calendar to page through."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Jour, mois, année : par exemple 31/12/2004."))
        options.setdefault("max_length", 20)
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday", "placeholder": _("jj/mm/aaaa")}),
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
