"""The forms of agents and IT: what is typed, nothing decided."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models import IdentityDocument
from peristyle.kernel import clock, institution
from peristyle.ui.fields import DayField


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Motif"), max_length=300, help_text=_("Il restera dans le journal."))


class SuspensionForm(forms.Form):
    """Why, and until when."""

    reason = forms.CharField(
        label=_("Motif"), max_length=300, help_text=_("La personne pourra le lire. Il restera dans le journal.")
    )
    last_day = DayField(
        autocomplete="off",
        label=_("Dernier jour de suspension"),
        required=False,
        help_text=_("Laissez vide pour suspendre jusqu’à nouvel ordre."),
    )

    def clean_last_day(self) -> date | None:
        """Not in the past."""
        day: date | None = self.cleaned_data["last_day"]
        if day and day < clock.today():
            raise ValidationError(_("Ce jour est déjà passé."))
        return day


class ExtensionForm(forms.Form):
    """Until when the account stays, and why."""

    until = DayField(autocomplete="off", label=_("Dernier jour"))
    reason = forms.CharField(label=_("Motif"), max_length=500, help_text=_("Il restera dans le journal."))


class RecoveryForm(forms.Form):
    """What an agent checked, and where the person wants to be written to."""

    document = forms.ChoiceField(label=_("Pièce d’identité vérifiée"), choices=IdentityDocument)
    note = forms.CharField(
        label=_("Remarque"),
        max_length=300,
        required=False,
        help_text=_("Comment vous avez vérifié. Jamais le numéro de la pièce, jamais de copie."),
    )
    new_address = forms.EmailField(
        label=_("Nouvelle adresse personnelle"),
        max_length=254,
        required=False,
        help_text=_(
            "Dictée par la personne, relue lettre à lettre. Laissez vide si l’adresse connue est toujours la sienne."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    resets_factors = forms.BooleanField(
        label=_("Retirer aussi ses seconds facteurs (clés d’accès, application, codes)"), required=False
    )

    def clean_new_address(self) -> str:
        """The university's own mailbox cannot be read by whoever cannot sign in."""
        address: str = self.cleaned_data["new_address"]
        if institution.current().owns_address(address):
            raise ValidationError(_("Il faut une adresse personnelle, pas une adresse de l’université."))
        return address

    def clean(self) -> dict[str, Any]:
        """Something must change, or there is nothing to recover."""
        answers = super().clean() or {}
        if "new_address" in answers and not answers["new_address"] and not answers.get("resets_factors"):
            self.add_error("new_address", _("Donnez une nouvelle adresse, ou cochez le retrait des seconds facteurs."))
        return answers
