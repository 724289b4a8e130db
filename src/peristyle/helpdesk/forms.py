"""What is typed to the helpdesk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.helpdesk.models import Subject
from peristyle.helpdesk.rules import LONGEST_MESSAGE
from peristyle.kernel import institution

#: Whoever asks about these may not open the university's mailbox.
LOCKED_OUT = frozenset({Subject.SIGN_IN, Subject.ACTIVATION, Subject.RECOVERY, Subject.SECOND_FACTOR})


def _message(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 6})
    )


class RequestForm(forms.Form):
    """A request for help, by somebody signed in or by a stranger."""

    subject = forms.ChoiceField(
        label=_("Sujet"),
        choices=[("", _("Choisissez")), *Subject.choices],
        error_messages={"invalid_choice": _("Choisissez un sujet de la liste.")},
    )
    name = forms.CharField(label=_("Votre nom"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    mail = forms.EmailField(
        label=_("Adresse mail où vous répondre"),
        max_length=254,
        help_text=_("Une adresse que vous pouvez lire maintenant."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    number = forms.CharField(
        label=_("Numéro étudiant ou matricule"),
        max_length=25,
        required=False,
        help_text=_("Si vous le connaissez : il nous aide à vous retrouver."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    message = _message(
        _("Votre message"), _("Ce que vous avez fait, ce qui s’affiche. N’écrivez jamais votre mot de passe.")
    )
    website = forms.CharField(label=_("Laissez ce champ vide"), required=False, max_length=200)

    def __init__(self, *args: Any, signed_in: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.signed_in = signed_in

    def clean_name(self) -> str:
        """A name is one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_number(self) -> str:
        """Numbers are written in capitals."""
        return str(self.cleaned_data["number"]).strip().upper()

    def clean_website(self) -> None:
        """Nobody sees this field: what fills it is a machine, or a browser that fills too much."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Videz ce champ pour envoyer votre demande : il sert à arrêter les robots."))

    def clean(self) -> dict[str, Any]:
        """Whoever lost their way in is answered where they can read; a lost account is found by its number."""
        typed = super().clean() or {}
        subject, mail = typed.get("subject"), typed.get("mail")
        locked_out = subject in LOCKED_OUT and not self.signed_in
        if locked_out and mail and institution.current().owns_address(mail):
            self.add_error(
                "mail",
                _("Cette boîte ne s’ouvre qu’une fois connecté : donnez une adresse que vous pouvez lire maintenant."),
            )
        if subject == Subject.RECOVERY and "number" not in self.errors and not (typed.get("number") or self.signed_in):
            self.add_error("number", _("Indiquez votre numéro : sans lui, nous ne retrouvons pas votre compte."))
        return typed


class ReplyForm(forms.Form):
    """The author writes again."""

    text = _message(_("Votre message"))


class AnswerForm(forms.Form):
    """An agent answers."""

    text = _message(_("Votre réponse"), _("Un mail prévient l’auteur ; votre texte se lit sur la page de la demande."))
    and_close = forms.BooleanField(label=_("Fermer la demande avec cette réponse"), required=False)


class NoteForm(forms.Form):
    """An agent leaves a word for the others."""

    text = _message(_("Note interne"), _("Lue par les agents seulement, jamais par l’auteur."))
