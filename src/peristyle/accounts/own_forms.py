"""The forms of « Compte informatique »: what is typed, nothing decided."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.forms import LONGEST_PASSWORD, PasswordForm
from peristyle.accounts.models import Contrast, Theme
from peristyle.accounts.notice_topics import notice_topics
from peristyle.accounts.token_scopes import token_scopes


class ChangePasswordForm(PasswordForm):
    """The present password and the next one."""

    field_order = ("present", "password", "end_others")
    present = forms.CharField(
        label=_("Mot de passe actuel"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    end_others = forms.BooleanField(label=_("Déconnecter mes autres appareils"), required=False, initial=True)

    def __init__(self, *typed: Any, **options: Any) -> None:
        super().__init__(*typed, **options)
        self.fields["password"].label = _("Nouveau mot de passe")


class TokenForm(forms.Form):
    """A token to create: what for, what it may read, until when."""

    name = forms.CharField(
        label=_("Nom du jeton"),
        max_length=60,
        help_text=_("Pour vous y retrouver : le programme ou l’appareil qui s’en servira."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Ce qu’il peut lire"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une chose : sans cela le jeton n’ouvrirait rien.")},
    )
    days = forms.TypedChoiceField(
        label=_("Durée"),
        coerce=int,
        empty_value=None,
        required=False,
        initial="365",
        widget=forms.RadioSelect,
        choices=[("30", _("30 jours")), ("90", _("90 jours")), ("365", _("un an")), ("", _("sans fin"))],
    )

    def __init__(self, *typed: Any, **options: Any) -> None:
        super().__init__(*typed, **options)
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope.code, f"{scope.title} — {scope.description}") for scope in token_scopes()
        ]


class PreferencesForm(forms.Form):
    """How the house speaks to somebody."""

    language = forms.ChoiceField(
        label=_("Langue"),
        help_text=_("Celle des pages et des mails que l’université vous envoie."),
        widget=forms.RadioSelect,
        choices=settings.LANGUAGES,
    )
    theme = forms.ChoiceField(label=_("Thème"), required=False, widget=forms.RadioSelect, choices=Theme.choices)
    contrast = forms.ChoiceField(
        label=_("Contraste"), required=False, widget=forms.RadioSelect, choices=Contrast.choices
    )
    topics = forms.MultipleChoiceField(
        label=_("M’écrire aussi pour"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *typed: Any, **options: Any) -> None:
        super().__init__(*typed, **options)
        self.fields["topics"].choices = [  # type: ignore[attr-defined]
            (topic.code, f"{topic.title} — {topic.description}") for topic in notice_topics() if not topic.is_obligatory
        ]
