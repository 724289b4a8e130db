"""The forms of second factors: what is typed, nothing decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.forms import LONGEST_PASSWORD


class _RememberingForm(forms.Form):
    remember = forms.BooleanField(
        label=_("Se souvenir de cet appareil pendant 30 jours"),
        required=False,
        help_text=_("Seulement sur un appareil à vous : le mot de passe y suffira."),
    )


class AppCodeForm(_RememberingForm):
    """The code of the authenticator app; empty when a passkey answers."""

    field_order = ("code", "remember")
    code = forms.CharField(
        label=_("Code de votre application"),
        required=False,
        max_length=30,
        help_text=_("6 chiffres, renouvelés toutes les 30 secondes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class RecoveryCodeForm(_RememberingForm):
    """One of the codes kept on paper; empty when a passkey answers."""

    field_order = ("code", "remember")
    code = forms.CharField(
        label=_("Code de secours"),
        required=False,
        max_length=30,
        help_text=_(
            "12 lettres et chiffres ; majuscules, espaces et tirets ne comptent pas. Chaque code sert une fois."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class PasskeyOnlyForm(_RememberingForm):
    """Nothing to type: a passkey answers."""


class ProofForm(forms.Form):
    """The password once more; empty when a passkey answers."""

    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        required=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class FactorNameForm(forms.Form):
    """How a factor is called by its holder."""

    name = forms.CharField(
        label=_("Nom"),
        max_length=60,
        help_text=_("Pour le reconnaître : « Téléphone », « Clé du bureau »…"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AppForm(FactorNameForm):
    """A new app: its name and its first code."""

    code = forms.CharField(
        label=_("Code affiché par l’application"),
        max_length=30,
        help_text=_("6 chiffres. S’il change pendant que vous tapez, prenez le nouveau."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
