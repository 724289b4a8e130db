"""The form that gives a role: what is typed, nothing decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.role_words import ROLE_WORDS
from peristyle.accounts.rules.power import POWER
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component


class RoleForm(forms.Form):
    """Which role, where, and why; those that come with a tie are not given."""

    role = forms.TypedChoiceField(
        label=_("Rôle"),
        coerce=Role,
        choices=[("", _("Choisissez")), *((role, ROLE_WORDS[role]) for role, power in POWER.items() if power)],
    )
    component = forms.ModelChoiceField(
        label=_("Composante"),
        queryset=Component.objects.order_by("name"),
        required=False,
        empty_label=_("Toute l’université"),
    )
    reason = forms.CharField(label=_("Motif"), max_length=300, help_text=_("Il restera dans le journal."))
