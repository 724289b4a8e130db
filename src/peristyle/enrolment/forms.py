"""The forms of scolarité: what is typed, nothing decided."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import Step
from peristyle.enrolment.models import Subject
from peristyle.enrolment.rules import countries, cvec_numbers
from peristyle.enrolment.rules.situations import GapYear, Mobility, Regime
from peristyle.kernel import institution
from peristyle.kernel.choices import choices_of
from peristyle.people.public import check_national_id
from peristyle.ui.fields import DayField

#: The longest address the bank takes (PBX_PORTEUR).
LONGEST_EMAIL = 120
_FRENCH_POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
_PHONE = re.compile(r"\+?[\d\s.()-]{6,29}", re.ASCII)


def checked_phone(typed: str) -> str:
    """A phone number as it was typed. Raises ValidationError."""
    if not _PHONE.fullmatch(typed):
        raise ValidationError(_("Un numéro de téléphone ne contient que des chiffres, par exemple 06 12 34 56 78."))
    return typed


def is_french_postal_code(typed: str) -> bool:
    """Five digits."""
    return bool(_FRENCH_POSTAL_CODE.fullmatch(typed))


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


class ConsultationForm(forms.Form):
    """« Merci de vous identifier » : what the student card says, and a birth date."""

    number = forms.CharField(
        label=_("Numéro étudiant"),
        max_length=25,
        help_text=_("Votre numéro d’étudiant est indiqué sur votre carte d’étudiant."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    birth_date = DayField(
        label=_("Date de naissance (jjmmaaaa)"),
        required=False,
        help_text=_("Avec ou sans barres : 31122004 ou 31/12/2004."),
    )
    chosen_date = DayField(
        label=_("Ou choisissez-la dans un calendrier"),
        required=False,
        help_text="",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}),
    )

    def clean(self) -> dict[str, Any]:
        """One birth date, typed or chosen."""
        cleaned = super().clean() or {}
        typed, chosen = cleaned.get("birth_date"), cleaned.get("chosen_date")
        if typed and chosen and typed != chosen:
            self.add_error("chosen_date", _("Les deux dates ne sont pas la même : n’en donnez qu’une."))
        elif not typed and not chosen and not {"birth_date", "chosen_date"} & self.errors.keys():
            self.add_error("birth_date", _("Tapez votre date de naissance, ou choisissez-la."))
        return {**cleaned, "birth_date": typed or chosen}


class IdentifiersForm(forms.Form):
    """The INE and the number of the CVEC certificate; whoever's INE is known is asked for the certificate only."""

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

    def __init__(self, *given: Any, known_national_id: str | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.known_national_id = known_national_id
        if known_national_id:
            del self.fields["national_id"], self.fields["has_no_national_id"]

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
        if self.known_national_id:
            return cleaned | {"national_id": self.known_national_id}
        if "national_id" in cleaned and not cleaned["national_id"] and not cleaned.get("has_no_national_id"):
            self.add_error("national_id", _("Tapez votre INE, ou cochez la case si vous n’en avez pas encore."))
        return cleaned


class AddressForm(forms.Form):
    """Postal address and phone."""

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
        return checked_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """A French address has a postal code of five digits; elsewhere customs vary."""
        cleaned = super().clean() or {}
        if cleaned.get("country") == countries.HOME and not is_french_postal_code(cleaned.get("postal_code", "")):
            self.add_error("postal_code", _("En France, un code postal compte 5 chiffres."))
        return cleaned


class ContactForm(AddressForm):
    """Postal address, phone, personal mail; whoever holds an active account changes the last one there."""

    personal_email = forms.EmailField(
        label=_("Adresse mail personnelle"),
        max_length=LONGEST_EMAIL,
        help_text=_("Le mail d’activation de votre compte y sera envoyé. Pas une adresse de l’université."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("personal_email",)

    def __init__(self, *given: Any, fixed_email: str | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fixed_email = fixed_email
        if fixed_email:
            del self.fields["personal_email"]

    def clean_personal_email(self) -> str:
        """The university's own mailbox cannot be read before the account is active."""
        typed: str = self.cleaned_data["personal_email"]
        if institution.current().owns_address(typed):
            raise ValidationError(
                _("Donnez une adresse personnelle : celle de l’université ne s’ouvre qu’après l’activation.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """The address that is changed elsewhere stays."""
        cleaned = super().clean()
        return cleaned | {"personal_email": self.fixed_email} if self.fixed_email else cleaned


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


class ReturnForm(forms.Form):
    """Who was a student here: number and birth date."""

    student_number = forms.CharField(
        label=_("Numéro étudiant"),
        max_length=25,
        help_text=_("Sur votre carte d’étudiant, vos certificats de scolarité et vos relevés de notes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    birth_date = DayField(label=_("Date de naissance"))


class SituationForm(forms.Form):
    """The situation of the year."""

    regime = forms.ChoiceField(label=_("Régime d’études"), choices=choices_of(Regime), widget=forms.RadioSelect)
    grant_notice = forms.CharField(
        label=_("Numéro de votre notification de bourse (facultatif)"),
        required=False,
        max_length=20,
        help_text=_("Si le CROUS vous a notifié une bourse sur critères sociaux cette année, même conditionnelle."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    gap_year = forms.ChoiceField(
        label=_("Césure"),
        choices=choices_of(GapYear),
        widget=forms.RadioSelect,
        help_text=_("Suspendre ses études pour un projet personnel, sans les quitter."),
    )
    mobility = forms.ChoiceField(
        label=_("Échange international"), choices=choices_of(Mobility), widget=forms.RadioSelect
    )
    special_regime = forms.BooleanField(
        label=_("Je demande un régime spécial d’études"),
        required=False,
        help_text=_("Emploi, charge de famille, handicap, sport de haut niveau… Votre composante vous répondra."),
    )

    optional_rights = forms.MultipleChoiceField(
        label=_("Droits facultatifs"),
        required=False,
        help_text=_("Ils s’ajoutent à vos droits d’inscription."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, rights: Sequence[tuple[str, Any]] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        if rights:
            cast("forms.MultipleChoiceField", self.fields["optional_rights"]).choices = rights
        else:
            del self.fields["optional_rights"]

    def clean_optional_rights(self) -> tuple[str, ...]:
        """The codes of those that were ticked."""
        return tuple(self.cleaned_data["optional_rights"])

    def clean_grant_notice(self) -> str:
        """As it is kept: upper case, no spaces."""
        return re.sub(r"\s", "", self.cleaned_data["grant_notice"]).upper()


class CorrectionForm(forms.Form):
    """What is wrong in one's file."""

    ALREADY_ASKED = _("Une demande sur ce sujet attend sa réponse : elle figure dans votre dossier.")

    subject = forms.ChoiceField(label=_("Ce qui est faux"), choices=Subject.choices)
    said = forms.CharField(
        label=_("Ce qu’il faut lire, et ce qui le prouve"),
        max_length=2000,
        help_text=_("Par exemple : « Mon deuxième prénom est Anne, il manque. Voyez ma carte d’identité. »"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReenrolmentForm(forms.Form):
    """One student, and the étape in which they may enrol again."""

    UNKNOWN = _("Aucun étudiant n’a ce numéro.")
    SETTLED = _("Cette personne est déjà inscrite dans cette étape pour l’année, avec une autre situation de bourse.")

    student_number = forms.CharField(
        label=_("Numéro étudiant"),
        max_length=25,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    step = forms.ChoiceField(label=_("Étape"))
    grant_holder = forms.BooleanField(label=_("Boursier sur critères sociaux"), required=False)

    def __init__(self, *given: Any, steps: Iterable[Step], **options: Any) -> None:
        super().__init__(*given, **options)
        self.steps = {str(step.pk): step for step in steps}
        choices = [(key, str(step)) for key, step in self.steps.items()]
        cast("forms.ChoiceField", self.fields["step"]).choices = choices

    def clean_step(self) -> Step:
        """The étape itself."""
        return self.steps[self.cleaned_data["step"]]
