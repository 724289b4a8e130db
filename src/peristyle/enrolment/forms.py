"""The forms of scolarité: what is typed, nothing decided."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules import countries, cvec_numbers
from peristyle.kernel import institution
from peristyle.people.public import check_national_id
from peristyle.ui.fields import DayField
from peristyle.ui.imports import FileForm

#: The longest address the bank takes (PBX_PORTEUR).
LONGEST_EMAIL = 120
_FRENCH_POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
_PHONE = re.compile(r"\+?[\d\s.()-]{6,29}", re.ASCII)


class IdentityForm(forms.Form):
    """The proof that one was admitted: application number, birth date, mail."""

    application_number = forms.CharField(
        label=_("Numéro de candidature"),
        max_length=20,
        help_text=_("10 caractères, comme P260123456 (Parcoursup) ou EC12345678 (eCandidat)."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    birth_date = DayField(label=_("Date de naissance"))
    email = forms.EmailField(
        label=_("Adresse mail de votre candidature"),
        help_text=_("Celle que vous avez donnée à Parcoursup, eCandidat ou Mon Master."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class IdentifiersForm(forms.Form):
    """The INE and the number of the CVEC certificate."""

    national_id = forms.CharField(
        label=_("Numéro INE"),
        required=False,
        max_length=20,
        help_text=_("11 caractères, sur votre relevé de notes du baccalauréat ou votre attestation CVEC."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    has_no_national_id = forms.BooleanField(
        label=_("Je n’ai pas encore d’INE"),
        required=False,
        help_text=_("C’est le cas si vous n’avez jamais étudié en France : il vous sera attribué."),
    )
    cvec_number = forms.CharField(
        label=_("Numéro de votre attestation CVEC"),
        max_length=cvec_numbers.LONGEST,
        help_text=_("14 caractères, en haut de l’attestation de paiement ou d’exonération remise par le CROUS."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_national_id(self) -> str:
        """An INE has eleven characters in one of three shapes; its key is not judged here."""
        typed: str = self.cleaned_data["national_id"]
        if not typed:
            return ""
        checked = check_national_id(typed)
        if not checked.is_well_formed:
            raise ValidationError(
                _("Un INE compte 11 caractères, chiffres et lettres. Vérifiez ce que vous avez tapé.")
            )
        return checked.value

    def clean(self) -> dict[str, Any]:
        """Nobody leaves the INE out by mistake."""
        cleaned = super().clean() or {}
        if "national_id" in cleaned and not cleaned["national_id"] and not cleaned.get("has_no_national_id"):
            self.add_error("national_id", _("Tapez votre INE, ou cochez la case si vous n’en avez pas encore."))
        return cleaned


class ContactForm(forms.Form):
    """Postal address, phone, personal mail."""

    personal_email = forms.EmailField(
        label=_("Adresse mail personnelle"),
        max_length=LONGEST_EMAIL,
        help_text=_("Le mail d’activation de votre compte y sera envoyé. Pas une adresse de l’université."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        help_text=_("Pour vous joindre en cas de difficulté. Hors de France, commencez par + et l’indicatif."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    street = forms.CharField(
        label=_("Numéro et rue"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    street_complement = forms.CharField(
        label=_("Complément d’adresse (facultatif)"),
        required=False,
        max_length=120,
        help_text=_("Résidence, bâtiment, chez…"),
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    postal_code = forms.CharField(
        label=_("Code postal"),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    city = forms.CharField(
        label=_("Ville"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    country = forms.ChoiceField(
        label=_("Pays"),
        choices=lambda: countries.choices(get_language() or "fr"),
        initial=countries.HOME,
        error_messages={"invalid_choice": _("Choisissez un pays de la liste.")},
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )

    def clean_phone(self) -> str:
        """Digits, with what people write between them."""
        typed: str = self.cleaned_data["phone"]
        if not _PHONE.fullmatch(typed):
            raise ValidationError(_("Un numéro de téléphone ne contient que des chiffres, par exemple 06 12 34 56 78."))
        return typed

    def clean_personal_email(self) -> str:
        """The university's own mailbox cannot be read before the account is active."""
        typed: str = self.cleaned_data["personal_email"]
        if institution.current().owns_address(typed):
            raise ValidationError(
                _("Donnez une adresse personnelle : celle de l’université ne s’ouvre qu’après l’activation.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """A French address has a postal code of five digits; elsewhere customs vary."""
        cleaned = super().clean() or {}
        if cleaned.get("country") == countries.HOME and not _FRENCH_POSTAL_CODE.fullmatch(
            cleaned.get("postal_code", "")
        ):
            self.add_error("postal_code", _("En France, un code postal compte 5 chiffres."))
        return cleaned


class CodeForm(forms.Form):
    """The code sent to the personal address."""

    code = forms.CharField(
        label=_("Code reçu par mail"),
        max_length=20,
        help_text=_("8 chiffres. Les espaces ne comptent pas."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class StepForm(forms.Form):
    """The étape, confirmed by ticking."""

    confirmed = forms.BooleanField(
        label=_("C’est bien l’étape dans laquelle je m’inscris, et ce que j’ai déclaré est exact"),
        error_messages={"required": _("Pour continuer, vérifiez l’étape puis cochez cette case.")},
    )


class AdmissionsForm(FileForm):
    """A file of admissions."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["file"].label = _("Fichier des admissions")
