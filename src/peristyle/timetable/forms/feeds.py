"""The form of a private calendar address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """An address to make: for which device or program."""

    label = forms.CharField(
        label=_("Appareil ou application"),
        max_length=60,
        help_text=_("Pour vous y retrouver : « Téléphone », « Thunderbird du bureau »…"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
