"""The step of the activation where university mails may be redirected."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.public import ActivationStep, Answers
from peristyle.kernel.services import Text
from peristyle.mailbox.actions.request_redirect import request_redirect
from peristyle.mailbox.forms import RedirectForm
from peristyle.mailbox.queries import present_redirect
from peristyle.people.public import Person


def make_form(person: Person, typed: Mapping[str, Any] | None, kept: Answers) -> RedirectForm:
    """The form, with the personal address filled in beforehand."""
    return RedirectForm(typed, initial=kept or {"address": person.backup_email, "keep_copy": True})


def finish(person: Person, answers: Answers) -> None:
    """Ask for the redirect, if one is wanted."""
    if answers["redirect"]:
        request_redirect(person, answers["address"], keep_copy=answers["keep_copy"])


def summary(person: Person, answers: Answers) -> list[tuple[Text, Text]]:
    """What was chosen, and whether it is in force, for the confirmation page."""
    if not answers.get("redirect"):
        return [(_("Redirection des mails"), _("aucune, vos mails vous attendent dans l’ENT"))]
    copy = _("avec une copie dans l’ENT") if answers["keep_copy"] else _("sans copie dans l’ENT")
    redirect = present_redirect(person.pk)
    if redirect is None or redirect.confirmed_at is not None:
        state: Text = answers["address"]
    else:
        state = gettext("en attente de confirmation : ouvrez le mail envoyé à %(address)s") % {
            "address": redirect.address
        }
    return [(_("Redirection des mails"), state), (_("Copie"), copy)]


REDIRECT_STEP = ActivationStep(
    code="messagerie",
    title=_("Messagerie"),
    order=20,
    template="mailbox/activation_step.html",
    make_form=make_form,
    finish=finish,
    summary=summary,
)
