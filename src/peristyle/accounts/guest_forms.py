"""The forms by which members of the university invite guests and let them stay."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.queries import member_told_by
from peristyle.accounts.rules.stays import longest_stay_ends
from peristyle.kernel import clock, institution
from peristyle.people.public import Person
from peristyle.ui.environment import long_date
from peristyle.ui.fields import DayField


class _StayForm(forms.Form):
    """Asks for the last day of a stay, and tells how far it may lie."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        longest = longest_stay_ends(clock.today(), institution.current().guests.longest_stay_days)
        self.fields["ends_on"].help_text = _("Au plus tard le %(day)s.") % {"day": long_date(longest)}


class InvitationForm(_StayForm):
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


class ProlongationForm(_StayForm):
    """Until when the guest stays."""

    ends_on = DayField(label=_("Nouveau dernier jour"), autocomplete="off")


class SponsorForm(forms.Form):
    """Who answers for the guest from now on."""

    sponsor = forms.CharField(
        label=_("Nouveau parrain"),
        max_length=254,
        help_text=_("Son identifiant ou son matricule."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_sponsor(self) -> Person:
        """Somebody of the university."""
        member = member_told_by(self.cleaned_data["sponsor"])
        if member is None:
            raise ValidationError(_("Personne n’a cet identifiant ni ce matricule."))
        return member
