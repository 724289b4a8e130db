"""Numbers with a decimal comma, kept as whole numbers of a small part."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.rules.quantities import parse_quantity, written_quantity


class QuantityField(forms.CharField):
    """« 2,5 » as 250 hundredths, 25 tenths, 150 minutes."""

    def __init__(self, *, parts: int, **options: Any) -> None:
        self._parts = parts
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=7, **options)

    def prepare_value(self, value: Any) -> Any:
        """A quantity kept earlier, as people write it."""
        return written_quantity(value, self._parts) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The quantity, in its small parts; nothing typed is none."""
        typed = super().clean(value)
        try:
            return parse_quantity(typed, self._parts) if typed else 0
        except ValueError as error:
            raise ValidationError(_("Écrivez un nombre, par exemple 2 ou 2,5."), code="not-a-quantity") from error
