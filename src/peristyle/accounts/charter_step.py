"""The first step of the activation: the charter, with its version."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.activation_steps import ActivationStep, Answers
from peristyle.accounts.charters import charter_text
from peristyle.accounts.forms import CharterForm
from peristyle.kernel import institution
from peristyle.people.public import Person


class VersionedCharterForm(CharterForm):
    """Accepting is accepting the version that was shown."""

    @property
    def charter_text(self) -> str:
        """The charter in force, in Markdown, in the reader's language."""
        return charter_text(institution.current().charter.version) or ""

    def clean(self) -> dict[str, Any]:
        """Keep the version beside the tick."""
        return {**(super().clean() or {}), "version": institution.current().charter.version}


def make_form(person: Person, typed: Mapping[str, Any] | None, kept: Answers) -> CharterForm:  # noqa: ARG001
    """The form, ticked already if the step was done before."""
    return VersionedCharterForm(typed, initial={"accepted": bool(kept)})


CHARTER_STEP = ActivationStep(
    code="charte",
    title=_("Charte"),
    order=10,
    template="accounts/activation/charter.html",
    make_form=make_form,
    finish=lambda person, answers: None,  # noqa: ARG005 — the acceptance is recorded by the activation itself
)
