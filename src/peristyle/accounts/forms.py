"""The forms of the door: what is typed, nothing decided."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.accounts import passwords
from peristyle.kernel import institution
from peristyle.people.public import NotAMobileNumber, check_national_id, mobile_number
from peristyle.ui.fields import DayField

LONGEST_PASSWORD = 1024


class SignInForm(forms.Form):
    """Identifier and password."""

    login = forms.CharField(
        label=_("Identifiant"),
        max_length=254,
        help_text=_("Par exemple prenom.nom, avec ou sans la fin de l’adresse."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username webauthn",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "email",
            }
        ),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class IdentityForm(forms.Form):
    """Number and birth date: the proof of identity from outside."""

    number = forms.CharField(
        label=_("Numéro étudiant"),
        max_length=25,
        help_text=_(
            "Il est indiqué sur votre carte d’étudiant. Personnels : votre matricule. "
            "Invités : le numéro de l’invitation."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    birth_date = DayField(label=_("Date de naissance"))


class CodeForm(forms.Form):
    """The code of a mail, typed on the page that is already open."""

    code = forms.CharField(
        label=_("Code reçu par mail"),
        max_length=20,
        help_text=_("8 chiffres. Les espaces ne comptent pas."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NumberAndCodeForm(CodeForm):
    """The code of a mail, typed in another browser than the one that asked for it."""

    field_order = ("number", "code")
    number = forms.CharField(
        label=_("Numéro étudiant"),
        max_length=25,
        help_text=_("Personnels : votre matricule. Invités : le numéro de l’invitation."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NationalIdForm(forms.Form):
    """The INE: the further proof, for what number and birth date do not open."""

    national_id = forms.CharField(
        label=_("Numéro INE"),
        max_length=20,
        help_text=_("11 caractères, sur votre relevé de notes du baccalauréat ou votre attestation CVEC."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_national_id(self) -> str:
        """An INE has eleven characters, in one of three shapes."""
        checked = check_national_id(self.cleaned_data["national_id"])
        if not checked.is_well_formed:
            raise ValidationError(
                _("Un INE compte 11 caractères, chiffres et lettres. Vérifiez ce que vous avez tapé.")
            )
        return checked.value


class FirstAddressForm(forms.Form):
    """The personal address to which the activation mail goes."""

    address = forms.EmailField(
        label=_("Adresse mail personnelle"),
        max_length=254,
        help_text=_("Le lien d’activation y sera envoyé. Pas une adresse de l’université."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        """The university's own mailbox cannot be read before the account is active."""
        address: str = self.cleaned_data["address"]
        if institution.current().owns_address(address):
            raise ValidationError(
                _("Donnez une adresse personnelle : celle de l’université ne s’ouvre qu’après l’activation.")
            )
        return address


class CharterForm(forms.Form):
    """The charter, accepted by ticking."""

    accepted = forms.BooleanField(
        label=_("J’ai lu la charte et je l’accepte"),
        error_messages={"required": _("Pour continuer, lisez la charte puis cochez cette case.")},
    )


class PasswordForm(forms.Form):
    """A password to choose; the rule is applied by the verb, whose review comes back as this field's errors."""

    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *typed: Any, **options: Any) -> None:
        super().__init__(*typed, **options)
        self.fields["password"].widget.attrs["passwordrules"] = passwords.profile().drawing

    def refuse(self, reasons: list[Any]) -> None:
        """Show why the proposed password does not do."""
        for reason in reasons:
            self.add_error("password", reason)


class NewAddressForm(forms.Form):
    """Another personal address."""

    new = forms.EmailField(
        label=_("Nouvelle adresse mail personnelle"),
        max_length=254,
        help_text=_("Un code y sera envoyé. Elle ne servira qu’une fois confirmée."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewNumberForm(forms.Form):
    """Another mobile number."""

    new = forms.CharField(
        label=_("Nouveau numéro de mobile"),
        max_length=30,
        help_text=_("Par exemple 06 12 34 56 78, ou avec l’indicatif du pays : +32 470 12 34 56."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_new(self) -> str:
        """A number that can receive text messages, as it is kept."""
        try:
            return mobile_number(self.cleaned_data["new"])
        except NotAMobileNumber as error:
            raise ValidationError(
                _("Ce numéro n’est pas celui d’un mobile. Écrivez-le en entier, avec l’indicatif s’il est étranger.")
            ) from error


class ConfirmationCodeForm(forms.Form):
    """The code received at a new address or number."""

    code = forms.CharField(
        label=_("Code reçu"),
        max_length=20,
        help_text=_("8 chiffres. Les espaces ne comptent pas."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
