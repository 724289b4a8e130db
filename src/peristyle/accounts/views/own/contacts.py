"""« Coordonnées »: the personal address and the mobile number, seen and changed."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.contacts import remove_phone as removing
from peristyle.accounts.actions.contacts.ask_change import AskedTooOften, NothingToChange, OwnAddress, ask_change
from peristyle.accounts.actions.contacts.confirm_change import confirm_by_code, confirm_change
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead
from peristyle.accounts.forms import ConfirmationCodeForm, NewAddressForm, NewNumberForm
from peristyle.accounts.models import ContactKind
from peristyle.accounts.queries import awaited_change, change_of_token, change_state, present_contact
from peristyle.accounts.rules.links import LinkState
from peristyle.kernel import text_messages
from peristyle.kernel.access import account_of, freshly_proven, signed_in
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import shown_number


@dataclass(frozen=True)
class Subject:
    """What an address under /compte/coordonnees/ is about."""

    kind: ContactKind
    form: type[forms.Form]
    template: str


SUBJECTS = {
    "adresse": Subject(ContactKind.EMAIL, NewAddressForm, "accounts/own/contacts/address.html"),
    "mobile": Subject(ContactKind.PHONE, NewNumberForm, "accounts/own/contacts/number.html"),
}


@signed_in
@reads
def contacts(request: HttpRequest) -> HttpResponse:
    """The address and number on record, whether they are confirmed, and what awaits a confirmation."""
    account = account_of(request)
    number = present_contact(account, ContactKind.PHONE)
    facts = {
        "email": present_contact(account, ContactKind.EMAIL),
        "awaited_email": awaited_change(account, ContactKind.EMAIL),
        "number": number,
        "shown_number": shown_number(number.value) if number.value else "",
        "awaited_number": awaited_change(account, ContactKind.PHONE),
        "texts_are_sent": text_messages.gateway() is not None,
    }
    return render(request, "accounts/own/contacts/contacts.html", facts)


@signed_in
@freshly_proven
@writes
def change_contact(request: HttpRequest, subject: str) -> HttpResponse:
    """Ask for another address or number: it must be confirmed before it serves."""
    about = _subject(subject)
    if request.method != "POST":
        return render(request, about.template, {"form": about.form()})
    form = about.form(request.POST)
    if not form.is_valid():
        return render(request, about.template, {"form": form}, status=422)
    account = account_of(request)
    try:
        change = ask_change(account, about.kind, form.cleaned_data["new"])
    except OwnAddress:
        form.add_error("new", _("Donnez une adresse personnelle : celle de l’université ne sert pas à la récupérer."))
    except NothingToChange:
        form.add_error("new", _("Ce sont déjà vos coordonnées, et elles sont confirmées."))
    except AskedTooOften:
        form.add_error("new", _("Trop de demandes en une heure. Réessayez un peu plus tard."))
        return render(request, about.template, {"form": form}, status=429)
    else:
        if change.confirmed_at:
            messages.success(request, _("Votre numéro est enregistré, sans avoir pu être vérifié."))
            return redirect("accounts:contacts")
        return redirect("accounts:confirm_contact", subject)
    return render(request, about.template, {"form": form}, status=422)


@signed_in
@writes
def confirm_contact(request: HttpRequest, subject: str) -> HttpResponse:
    """Type the code that was received."""
    about = _subject(subject)
    account = account_of(request)
    change = awaited_change(account, about.kind)
    if change is None:
        return redirect("accounts:contacts")
    shown = change.new if about.kind == ContactKind.EMAIL else shown_number(change.new)
    facts = {"subject": subject, "new": change.new, "shown": shown, "refused": False}
    if request.method != "POST":
        return render(request, "accounts/own/contacts/code.html", {**facts, "form": ConfirmationCodeForm()})
    form = ConfirmationCodeForm(request.POST)
    if form.is_valid():
        try:
            confirm_by_code(account, about.kind, form.cleaned_data["code"])
        except (CodeRefused, LinkDead):
            facts["refused"] = True
        else:
            messages.success(request, _("C’est confirmé. Votre compte se sert désormais de ces coordonnées."))
            return redirect("accounts:contacts")
    return render(request, "accounts/own/contacts/code.html", {**facts, "form": form}, status=422)


@signed_in
@writes
@secret_address
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link, opened by whoever asked: looking at it changes nothing, the button confirms.

    Signed in, since a mistyped address belongs to a stranger who must not become the way into the account.
    """
    change = change_of_token(account_of(request), token)
    if change is None or change_state(change) != LinkState.USABLE:
        return _dead(request, change_state(change))
    if request.method != "POST":
        return render(request, "accounts/own/contacts/confirm_address.html", {"change": change})
    try:
        confirm_change(change)
    except LinkDead as dead:
        return _dead(request, dead.state)
    messages.success(request, _("C’est confirmé. Votre compte se sert désormais de ces coordonnées."))
    return redirect("accounts:contacts")


@signed_in
@freshly_proven
@writes
def remove_phone(request: HttpRequest) -> HttpResponse:
    """Take the mobile number off the file."""
    if request.method == "POST":
        removing.remove_phone(account_of(request))
        messages.success(request, _("Votre numéro de mobile a été retiré."))
        return redirect("accounts:contacts")
    return render(request, "accounts/own/contacts/remove_number.html", {})


def _subject(slug: str) -> Subject:
    if slug not in SUBJECTS:
        raise Http404
    return SUBJECTS[slug]


def _dead(request: HttpRequest, state: LinkState) -> HttpResponse:
    return render(request, "accounts/own/contacts/dead_link.html", {"state": state}, status=410)
