"""Where university mails shall go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import institution


class NewRedirectForm(forms.Form):
    """Redirect to an external address; keep a copy, or not."""

    address = forms.EmailField(
        label=_("Adresse de redirection"),
        max_length=254,
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

    def clean_address(self) -> str:
        """An address outside the university: mails would go round in circles."""
        address: str = self.cleaned_data["address"]
        if institution.current().owns_address(address):
            raise ValidationError(_("Indiquez une adresse extérieure à l’université."))
        return address


class RedirectForm(NewRedirectForm):
    """Redirect, or not: the step of the activation."""

    field_order = ("redirect", "address", "keep_copy")
    redirect = forms.BooleanField(label=_("Rediriger mes mails de l’université vers une autre adresse"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].required = False

    def clean_address(self) -> str:
        """Only a redirect needs an address."""
        if not self.cleaned_data.get("redirect"):
            return str(self.cleaned_data["address"])
        if not self.cleaned_data["address"]:
            raise ValidationError(_("Indiquez l’adresse vers laquelle rediriger vos mails."))
        return super().clean_address()

    def clean(self) -> dict[str, Any]:
        """Without a redirect, what stands in the address's field stops nobody: the one proposed comes back."""
        if not self.cleaned_data.get("redirect") and "address" in self.errors:
            del self.errors["address"]
            self.cleaned_data["address"] = self.initial.get("address", "")
        return self.cleaned_data
