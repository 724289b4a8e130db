"""The form of a banner."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.portal.models import Banner, BannerKind


class BannerForm(forms.ModelForm[Banner]):
    """A banner in both languages, from an instant to another."""

    kind = forms.ChoiceField(label=_("Gravité"), choices=BannerKind.choices, widget=forms.RadioSelect)
    starts_at = forms.DateTimeField(
        label=_("À partir de"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Jusqu’à"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = Banner
        fields = ("kind", "title_fr", "text_fr", "title_en", "text_en", "starts_at", "ends_at")
        labels = {
            "title_fr": _("Titre en français"),
            "text_fr": _("Texte en français"),
            "title_en": _("Titre en anglais"),
            "text_en": _("Texte en anglais"),
        }
        widgets = {"text_fr": forms.Textarea(attrs={"rows": 2}), "text_en": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        """It must end after it starts."""
        answers = super().clean() or {}
        starts_at, ends_at = answers.get("starts_at"), answers.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", ValidationError(_("La fin doit venir après le début.")))
        return answers
