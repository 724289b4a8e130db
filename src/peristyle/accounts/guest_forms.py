"""The forms by which members of the university invite guests and let them stay."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import institution
from peristyle.ui.fields import DayField


class InvitationForm(forms.Form):
    """Who is invited, until when, why."""

    given_name = forms.CharField(
        label=_("Prénom"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    birth_name = forms.CharField(
        label=_("Nom de naissance"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    birth_date = DayField(
        label=_("Date de naissance"),
        autocomplete="off",
        help_text=_("L’invité la donnera pour prouver qui il est. Par exemple 31/12/1984."),
    )
    email = forms.EmailField(
        label=_("Adresse mail"),
        max_length=254,
        help_text=_("Celle de l’invité, hors de l’université : le mail d’activation y part aussitôt."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    ends_on = DayField(label=_("Dernier jour du séjour"), autocomplete="off")
    reason = forms.CharField(
        label=_("Raison de l’invitation"),
        max_length=300,
        help_text=_("Par exemple : colloque, jury, collaboration avec le laboratoire."),
    )

    def clean_email(self) -> str:
        """The guest's account does not exist yet, and its mailbox even less."""
        address: str = self.cleaned_data["email"]
        if institution.current().owns_address(address):
            raise ValidationError(_("Donnez une adresse hors de l’université : sa boîte ne s’ouvre qu’avec le compte."))
        return address


class StayForm(forms.Form):
    """Until when the guest stays."""

    ends_on = DayField(label=_("Nouveau dernier jour"), autocomplete="off")
