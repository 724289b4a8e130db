"""Where university mails shall go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import institution


class RedirectForm(forms.Form):
    """Redirect to an external address, or not; keep a copy, or not."""

    redirect = forms.BooleanField(label=_("Rediriger mes mails de l’université vers une autre adresse"), required=False)
    address = forms.EmailField(
        label=_("Adresse de redirection"),
        max_length=254,
        required=False,
        help_text=_(
            "Votre adresse personnelle est proposée ; une autre devra confirmer avant que la redirection n’agisse."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    keep_copy = forms.BooleanField(
        label=_("Garder une copie dans ma boîte universitaire"),
        required=False,
        help_text=_("Conseillé : sans copie, un mail perdu en route est perdu."),
    )

    def clean(self) -> dict[str, Any]:
        """A redirect needs an address, and one outside the university."""
        answers = super().clean() or {}
        if answers.get("redirect") and "address" not in self.errors:
            if not answers.get("address"):
                self.add_error("address", ValidationError(_("Indiquez l’adresse vers laquelle rediriger vos mails.")))
            elif institution.current().owns_address(answers["address"]):
                self.add_error("address", ValidationError(_("Indiquez une adresse extérieure à l’université.")))
        return answers
