"""The forms of money: what is typed, nothing decided."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models import Exemption, RefundRequest
from peristyle.enrolment.rules.ibans import canonical_iban, is_iban
from peristyle.enrolment.rules.means import BY_HAND, Means
from peristyle.kernel import clock
from peristyle.kernel.choices import choices_of
from peristyle.ui.fields import DayField

_EUROS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)


class EurosField(forms.CharField):
    """An amount in euros, as people write it; its value is in cents."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=15, widget=widget, **options)

    def clean(self, value: Any) -> int | None:
        """178, 178,5 or 178,50 €: in cents."""
        typed = re.sub(r"[\s€]", "", super().clean(value))
        if not typed:
            return None
        found = _EUROS.fullmatch(typed)
        if found is None:
            raise ValidationError(_("Écrivez un montant en euros, par exemple 178 ou 59,34."))
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


class PaymentForm(forms.Form):
    """A transfer or a cheque that came."""

    ALREADY_RECORDED = _("Ce paiement est déjà enregistré pour cette facture, avec la même référence.")

    means = forms.ChoiceField(
        label=_("Moyen de paiement"), choices=[(each.value, each.label) for each in BY_HAND], widget=forms.RadioSelect
    )
    amount = EurosField(label=_("Montant reçu, en euros"))
    reference = forms.CharField(
        label=_("Numéro du chèque ou référence du virement"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    dated_on = DayField(label=_("Reçu le"), autocomplete="off")

    def clean_amount(self) -> int:
        """Something came."""
        cents: int | None = self.cleaned_data["amount"]
        if not cents:
            raise ValidationError(_("Le montant doit être supérieur à zéro."))
        return cents

    def clean_dated_on(self) -> Any:
        """Nothing came tomorrow."""
        day = self.cleaned_data["dated_on"]
        if day > clock.today():
            raise ValidationError(_("Cette date n’est pas encore passée."))
        return day

    def clean_means(self) -> Means:
        """As the ledger knows it."""
        return Means(self.cleaned_data["means"])


class ReversalForm(forms.Form):
    """Why a payment had not really come."""

    explanation = forms.CharField(
        label=_("Pourquoi annuler ce paiement"),
        max_length=300,
        help_text=_("Par exemple : chèque impayé, montant mal tapé."),
    )


class ExemptionForm(forms.Form):
    """An exemption of the national fee, and why."""

    ground = forms.ChoiceField(label=_("Motif"), choices=Exemption.Ground.choices)
    amount = EurosField(
        label=_("Montant exonéré, en euros (facultatif)"),
        required=False,
        help_text=_("Laissez vide pour exonérer de tous les droits nationaux."),
    )
    reason = forms.CharField(
        label=_("Précision"), max_length=300, help_text=_("La décision, sa date, la pièce qui la prouve.")
    )


class RefundForm(forms.Form):
    """Asking for one's money back."""

    reason = forms.ChoiceField(
        label=_("Pourquoi demandez-vous un remboursement ?"),
        choices=RefundRequest.Reason.choices,
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label=_("Précisions (facultatif)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    account_holder = forms.CharField(label=_("Titulaire du compte bancaire"), max_length=100)
    iban = forms.CharField(
        label=_("IBAN du compte à créditer"),
        max_length=50,
        help_text=_("Sur votre relevé d’identité bancaire. Il est chiffré, et oublié une fois l’argent parti."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_iban(self) -> str:
        """Its key catches what is mistyped."""
        typed: str = self.cleaned_data["iban"]
        if not is_iban(canonical_iban(typed)):
            raise ValidationError(_("Cet IBAN n’est pas juste : comparez-le, caractère par caractère, à votre relevé."))
        return typed


class DecisionForm(forms.Form):
    """What to credit of what is asked back: nothing is a refusal, which is explained."""

    amount = EurosField(
        label=_("Somme à rendre, en euros"), help_text=_("0 pour refuser. La proposition suit les règles.")
    )
    answer = forms.CharField(
        label=_("Réponse à l’étudiant"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *given: Any, largest_cents: int, **options: Any) -> None:
        super().__init__(*given, **options)
        self.largest_cents = largest_cents

    def clean_amount(self) -> int:
        """No more than what is claimed can be credited."""
        cents: int = self.cleaned_data["amount"] or 0
        if cents > self.largest_cents:
            raise ValidationError(_("C’est plus que ce que la facture réclame."))
        return cents

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or {}
        if cleaned.get("amount") == 0 and not cleaned.get("answer"):
            self.add_error("answer", _("Expliquez pourquoi la demande est refusée."))
        return cleaned


class PaidBackForm(forms.Form):
    """How money owed back has left."""

    means = forms.ChoiceField(label=_("Rendu par"), choices=choices_of(Means))
    reference = forms.CharField(label=_("Référence (facultatif)"), required=False, max_length=64)

    def clean_means(self) -> Means:
        """As the ledger knows it."""
        return Means(self.cleaned_data["means"])


class PeriodForm(forms.Form):
    """A period of the ledger."""

    du = DayField(label=_("Du"), autocomplete="off")
    au = DayField(label=_("Au"), autocomplete="off")

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        cleaned = super().clean() or {}
        if "du" in cleaned and "au" in cleaned and cleaned["au"] < cleaned["du"]:
            self.add_error("au", _("La période finit avant de commencer."))
        return cleaned
