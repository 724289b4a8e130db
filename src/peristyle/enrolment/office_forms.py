"""The forms of the registrar's officers: what is typed, nothing decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear, Step
from peristyle.enrolment.forms import checked_phone, is_french_postal_code
from peristyle.enrolment.models import CancellationReason, Subject
from peristyle.enrolment.queries.students import EnrolledAs, StudentFilters
from peristyle.enrolment.rules import cvec_numbers
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.rules.situations import Regime
from peristyle.kernel import clock, institution
from peristyle.kernel.choices import choices_of
from peristyle.people.public import Civility, Component, Person, check_national_id
from peristyle.ui.fields import DayField

STANDINGS = [
    ("", _("Toutes")),
    (EnrolledAs.ENROLLED.value, _("Inscrits")),
    (EnrolledAs.UNDER_WAY.value, _("Dossier en cours")),
    (EnrolledAs.CANCELLED.value, _("Inscription annulée")),
]
#: Which columns of a person answer a correction about a subject.
COLUMNS = {
    Subject.NAME: ("birth_name", "usual_name", "given_name", "usual_given_name", "other_given_names"),
    Subject.BIRTH: ("birth_date", "birth_place", "birth_country"),
    Subject.CIVILITY: ("civility",),
    Subject.NATIONAL_ID: ("national_id",),
}
#: Paid now by hand, later by card, or not at all.
LATER_BY_CARD, EXEMPT = "card", "exempt"


class StudentSearchForm(forms.Form):
    """Who, in which étape and year, enrolled how."""

    q = forms.CharField(
        label=_("Nom, numéro, INE, naissance, mail ou candidature"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    etape = forms.TypedChoiceField(label=_("Étape"), required=False, coerce=int, empty_value=None)
    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, empty_value=None)
    etat = forms.TypedChoiceField(
        label=_("Inscription"), required=False, choices=STANDINGS, coerce=EnrolledAs, empty_value=None
    )

    def __init__(self, *given: Any, steps: Iterable[Step], years: Iterable[AcademicYear], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["etape"].choices = [("", _("Toutes")), *((step.pk, str(step)) for step in steps)]  # type: ignore[attr-defined]
        self.fields["annee"].choices = [("", _("Toutes")), *((year.pk, str(year)) for year in years)]  # type: ignore[attr-defined]

    @property
    def filters(self) -> StudentFilters:
        """What was chosen besides the words."""
        chosen = self.cleaned_data
        return StudentFilters(chosen.get("etape"), chosen.get("annee"), chosen.get("etat"))


class CancellationForm(forms.Form):
    """Why an enrolment no longer stands."""

    reason = forms.ChoiceField(label=_("Motif"), choices=CancellationReason, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Explication"),
        max_length=300,
        help_text=_("Elle figure dans le mail à l’étudiant et dans le journal."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class IdentityForm(forms.Form):
    """Who somebody is, as their papers say."""

    civility = forms.ChoiceField(label=_("Civilité"), choices=Civility, required=False)
    birth_name = forms.CharField(label=_("Nom de naissance"), max_length=100)
    usual_name = forms.CharField(label=_("Nom d’usage"), max_length=100, required=False)
    given_name = forms.CharField(label=_("Prénom"), max_length=100)
    usual_given_name = forms.CharField(label=_("Prénom d’usage"), max_length=100, required=False)
    other_given_names = forms.CharField(label=_("Autres prénoms"), max_length=200, required=False)
    birth_date = DayField(label=_("Date de naissance"), autocomplete="off")
    birth_place = forms.CharField(label=_("Lieu de naissance"), max_length=120, required=False)
    birth_country = forms.CharField(label=_("Pays de naissance"), max_length=80, required=False)
    national_id = forms.CharField(label=_("Numéro INE"), max_length=20, required=False)

    def clean_national_id(self) -> str | None:
        """Eleven characters, or none."""
        return _national_id(self.cleaned_data["national_id"])

    def clean_birth_date(self) -> date:
        """Nobody was born tomorrow."""
        return _past(self.cleaned_data["birth_date"])

    @property
    def facts(self) -> dict[str, Any]:
        """The answers that are facts about the person."""
        return {name: self.cleaned_data[name] for name in IdentityForm.base_fields if name in self.cleaned_data}


class IdentityCorrectionForm(IdentityForm):
    """An officer corrects who somebody is, having seen a paper."""

    reason = forms.CharField(
        label=_("D’après quelle pièce ?"), max_length=200, help_text=_("Passeport, livret de famille, jugement…")
    )

    def __init__(self, typed: Any, *, person: Person) -> None:
        super().__init__(typed, initial={name: getattr(person, name) for name in IdentityForm.base_fields})


class CorrectionForm(IdentityForm):
    """The decision on a correction that a student asked for: only what its subject is about may be changed."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=2000,
        help_text=_("Elle part par mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, typed: Any, *, subject: str, person: Person) -> None:
        columns = COLUMNS.get(Subject(subject), ())
        super().__init__(typed, initial={name: getattr(person, name) for name in columns})
        for name in IdentityForm.base_fields:
            if name not in columns:
                del self.fields[name]


class AnswerForm(forms.Form):
    """An answer that is mailed."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=2000,
        help_text=_("Elle part par mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OnTheSpotForm(forms.Form):
    """Somebody stands at the counter without a file: all that their enrolment needs, on one page."""

    same_as = forms.TypedChoiceField(
        label=_("Est-ce l’une de ces personnes, déjà connues ?"),
        coerce=int,
        empty_value=None,
        error_messages={"required": _("Comparez avec la pièce d’identité, puis choisissez.")},
        widget=forms.RadioSelect,
    )
    civility = forms.ChoiceField(label=_("Civilité"), choices=Civility, required=False)
    birth_name = forms.CharField(label=_("Nom de naissance"), max_length=100)
    given_name = forms.CharField(label=_("Prénom"), max_length=100)
    usual_name = forms.CharField(label=_("Nom d’usage"), max_length=100, required=False)
    birth_date = DayField(label=_("Date de naissance"), autocomplete="off")
    birth_place = forms.CharField(label=_("Lieu de naissance"), max_length=120, required=False)
    birth_country = forms.CharField(label=_("Pays de naissance"), max_length=80, required=False, initial="France")
    national_id = forms.CharField(label=_("Numéro INE"), max_length=20, required=False)
    step = forms.TypedChoiceField(label=_("Étape"), coerce=int)
    regime = forms.ChoiceField(label=_("Régime"), choices=choices_of(Regime), initial=Regime.INITIAL)
    grant_holder = forms.BooleanField(label=_("Boursier sur critères sociaux (notification vue)"), required=False)
    cvec_number = forms.CharField(
        label=_("Numéro CVEC"),
        max_length=cvec_numbers.LONGEST,
        help_text=_("14 caractères, sur l’attestation du CROUS."),
    )
    personal_email = forms.EmailField(
        label=_("Adresse mail personnelle"),
        max_length=120,
        help_text=_("Relisez-la avec la personne : le lien d’activation du compte y part dans 15 minutes."),
    )
    phone = forms.CharField(label=_("Téléphone"), max_length=30, required=False)
    street = forms.CharField(label=_("Numéro et rue"), max_length=120, required=False)
    postal_code = forms.CharField(label=_("Code postal"), max_length=16, required=False)
    city = forms.CharField(label=_("Ville"), max_length=80, required=False)
    means = forms.ChoiceField(
        label=_("Paiement"),
        choices=[
            (Means.CHEQUE.value, _("Chèque remis")),
            (Means.TRANSFER.value, _("Virement reçu")),
            (LATER_BY_CARD, _("Par carte, en ligne, plus tard")),
            (EXEMPT, _("Exonéré")),
        ],
        widget=forms.RadioSelect,
        initial=Means.CHEQUE.value,
    )
    reference = forms.CharField(
        label=_("Numéro du chèque, référence du virement ou motif de l’exonération"), max_length=60, required=False
    )

    def __init__(self, *given: Any, steps: Iterable[Step], alike: Iterable[Person] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["step"].choices = [("", _("Choisissez")), *((step.pk, str(step)) for step in steps)]  # type: ignore[attr-defined]
        self.show_alike(alike)

    def show_alike(self, alike: Iterable[Person]) -> None:
        """Ask whether it is one of these; nothing is asked when nobody looks like them."""
        known = [(person.pk, _described(person)) for person in alike]
        if not known:
            self.fields.pop("same_as", None)
            return
        self.fields["same_as"].choices = [*known, (0, _("Non, c’est une autre personne"))]  # type: ignore[attr-defined]

    def clean_national_id(self) -> str:
        """Eleven characters, or none."""
        return _national_id(self.cleaned_data["national_id"]) or ""

    def clean_birth_date(self) -> date:
        """Nobody was born tomorrow."""
        return _past(self.cleaned_data["birth_date"])

    def clean_phone(self) -> str:
        """A number, or none."""
        typed: str = self.cleaned_data["phone"]
        return checked_phone(typed) if typed else ""

    def clean_postal_code(self) -> str:
        """A French one, or none: whoever lives abroad gives their address online."""
        typed: str = self.cleaned_data["postal_code"]
        if typed and not is_french_postal_code(typed):
            raise ValidationError(_("En France, un code postal compte 5 chiffres."))
        return typed

    def clean_personal_email(self) -> str:
        """The university's own mailbox cannot be read before the account is active."""
        typed: str = self.cleaned_data["personal_email"]
        if institution.current().owns_address(typed):
            raise ValidationError(
                _("Il faut une adresse personnelle : celle de l’université ne s’ouvre qu’après l’activation.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """A cheque, a transfer and an exemption say which."""
        cleaned = super().clean() or {}
        if cleaned.get("means") != LATER_BY_CARD and not cleaned.get("reference"):
            self.add_error("reference", _("Indiquez le numéro, la référence ou le motif."))
        return cleaned


class FiguresForm(forms.Form):
    """Which figures."""

    annee = forms.TypedChoiceField(label=_("Année"), coerce=int, required=False, empty_value=None)
    composante = forms.ChoiceField(label=_("Composante"), required=False)
    jour = DayField(label=_("Au soir du"), required=False, autocomplete="off")

    def __init__(self, *given: Any, years: Iterable[int], components: Iterable[Component], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["annee"].choices = [(year, f"{year}-{year + 1}") for year in years]  # type: ignore[attr-defined]
        named = ((component.code, component.name) for component in components)
        self.fields["composante"].choices = [("", _("Toutes")), *named]  # type: ignore[attr-defined]


def _national_id(typed: str | None) -> str | None:
    if not typed:
        return None
    checked = check_national_id(typed)
    if not checked.is_well_formed:
        raise ValidationError(_("Un INE compte 11 caractères, chiffres et lettres."))
    return checked.value


def _past(day: date) -> date:
    if day >= clock.today():
        raise ValidationError(_("Cette date n’est pas passée."))
    return day


def _described(person: Person) -> str:
    return f"{person.display_name}, {person.birth_date:%d/%m/%Y}, {person.student_number or '—'}"
