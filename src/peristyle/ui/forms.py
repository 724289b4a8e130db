"""The form of the gallery: one question of each kind. It is shown, never sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.ui.fields import DayField


class GalleryForm(forms.Form):
    """One question of each kind."""

    given_name = forms.CharField(
        label=_("Prénom d’usage"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    backup_email = forms.EmailField(
        label=_("Adresse personnelle"),
        help_text=_("Nous y envoyons le lien d’activation. Exemple : lea.martin@exemple.fr"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        help_text=_("8 caractères minimum, 12 recommandés, avec au moins un chiffre et une lettre."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    birth_date = DayField(label=_("Date de naissance"))
    since = forms.DateField(label=_("À partir du"), widget=forms.DateInput(attrs={"type": "date"}))
    code = forms.CharField(
        label=_("Code reçu par mail"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    diploma = forms.ChoiceField(
        label=_("Diplôme préparé"),
        required=False,
        choices=[("", _("Choisissez")), ("L", _("Licence")), ("M", _("Master")), ("D", _("Doctorat"))],
    )
    copy_kept = forms.ChoiceField(
        label=_("Vos mails redirigés"),
        help_text=_("Vous pourrez changer d’avis dans votre compte."),
        widget=forms.RadioSelect,
        choices=[
            ("keep", _("Garder une copie dans la boîte universitaire")),
            ("forward", _("Seulement les transmettre à mon adresse personnelle, sans rien conserver à l’université")),
        ],
    )
    services = forms.MultipleChoiceField(
        label=_("Me prévenir pour"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("timetable", _("un changement d’emploi du temps")), ("grades", _("une nouvelle note"))],
    )
    charter = forms.BooleanField(label=_("J’ai lu la charte informatique et je l’accepte"))
    document = forms.FileField(
        label=_("Justificatif"), required=False, help_text=_("PDF ou photo, 10 Mo au plus."), widget=forms.FileInput
    )
    message = forms.CharField(label=_("Votre message"), required=False, widget=forms.Textarea)
    login = forms.CharField(
        label=_("Identifiant"), disabled=True, required=False, initial="lea.martin@etu.umontpellier.fr"
    )


class GalleryFilters(forms.Form):
    """What one looks for by several answers."""

    from_day = DayField(autocomplete="off", label=_("Du"), required=False)
    level = forms.ChoiceField(
        label=_("Niveau"), required=False, choices=[("", _("Tous")), ("L", _("Licence")), ("M", _("Master"))]
    )
    place = forms.CharField(label=_("Lieu"), required=False)


def wrongly_filled() -> GalleryForm:
    """The same form as it comes back when nearly everything is wrong."""
    form = GalleryForm(
        {"faux-given_name": "", "faux-backup_email": "lea.martin", "faux-birth_date": "31/02/2007"}, prefix="faux"
    )
    form.add_error(None, _("Ce numéro étudiant et cette date de naissance ne vont pas ensemble."))
    return form
