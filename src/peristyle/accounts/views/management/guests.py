"""Guests: those whom one invited, and inviting somebody."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.guests.change_stay import end_stay, prolong_stay
from peristyle.accounts.actions.guests.hand_over import MayNotSponsor, hand_over_stay
from peristyle.accounts.actions.guests.invite_guest import AlreadyInvited, Invitation, invite_guest
from peristyle.accounts.actions.guests.stays import StayOver, StayTooLong, TooManyGuests
from peristyle.accounts.actions.resend_activation import resend_activation
from peristyle.accounts.guest_forms import InvitationForm, ProlongationForm, SponsorForm
from peristyle.accounts.queries import account_of_person, stays_visible_to
from peristyle.accounts.rules.capabilities import INVITE_GUEST, MANAGE_GUESTS
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Sponsorship
from peristyle.ui.environment import long_date

PER_PAGE = 20


@requires(INVITE_GUEST)
@reads
def guests(request: HttpRequest) -> HttpResponse:
    """The guests one answers for; everybody's, for who looks after them."""
    person = person_of(request)
    page = Paginator(stays_visible_to(person), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "today": clock.today(), "sees_all": can(person, MANAGE_GUESTS)}
    return render(request, "accounts/management/guests.html", facts)


@requires(INVITE_GUEST)
@writes
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody from elsewhere, until a day."""
    if request.method != "POST":
        return _invitation_page(request, InvitationForm())
    form = InvitationForm(request.POST)
    if form.is_valid() and _invited(request, form):
        messages.success(request, _("L’invitation est partie : la personne a reçu de quoi activer son compte."))
        return redirect("accounts:guests")
    return _invitation_page(request, form, status=422)


@requires(INVITE_GUEST)
@writes
def prolong(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Let a guest stay longer, within the limit."""
    stay = _stay(request, stay_id)
    if request.method != "POST":
        return _prolongation_page(request, stay, ProlongationForm())
    form = ProlongationForm(request.POST)
    if form.is_valid():
        try:
            prolong_stay(stay, ends_on=form.cleaned_data["ends_on"], by=person_of(request))
        except StayTooLong as refused:
            form.add_error("ends_on", _too_long(refused))
        except StayOver:
            form.add_error(None, _("Ce séjour est terminé : invitez de nouveau cette personne."))
        else:
            messages.success(request, _("Le séjour est prolongé."))
            return redirect("accounts:guests")
    return _prolongation_page(request, stay, form, status=422)


@requires(INVITE_GUEST)
@writes
def end(request: HttpRequest, stay_id: int) -> HttpResponse:
    """End a stay now; asked again before it is done."""
    stay = _stay(request, stay_id)
    if request.method != "POST":
        return render(request, "accounts/management/end_stay.html", {"stay": stay})
    try:
        end_stay(stay, by=person_of(request))
    except StayOver:
        messages.info(request, _("Ce séjour était déjà terminé."))
    else:
        messages.success(request, _("Le séjour est terminé : le compte de l’invité se ferme."))
    return redirect("accounts:guests")


@requires(MANAGE_GUESTS)
@writes
def hand_over(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Let another member of the university answer for a guest."""
    stay = _stay(request, stay_id)
    form = SponsorForm(request.POST or None)
    if form.is_valid() and _handed_over(request, stay, form):
        messages.success(
            request, _("%(sponsor)s répond désormais de cet invité, et reçoit un mail.") % {"sponsor": stay.sponsor}
        )
        return redirect("accounts:guests")
    facts = {"form": form, "stay": stay}
    return render(request, "accounts/management/hand_over_stay.html", facts, status=422 if form.errors else 200)


@requires(INVITE_GUEST)
@writes
def remind(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Have the activation mail sent again to a guest who has not used it."""
    account = account_of_person(_stay(request, stay_id).affiliation.person_id)
    if request.method == "POST" and account and not hasattr(account, "activation"):
        resend_activation(account, by=person_of(request))
        messages.success(request, _("Un nouveau mail d’activation part aussitôt."))
    return redirect("accounts:guests")


def _stay(request: HttpRequest, stay_id: int) -> Sponsorship:
    return get_object_or_404(stays_visible_to(person_of(request)), pk=stay_id)


def _invited(request: HttpRequest, form: InvitationForm) -> bool:
    try:
        invite_guest(Invitation(**form.cleaned_data), sponsor=person_of(request))
    except StayTooLong as refused:
        form.add_error("ends_on", _too_long(refused))
    except TooManyGuests as refused:
        form.add_error(
            None, _("Vous répondez déjà de %(most)s invités : mettez d’abord fin à un séjour.") % vars(refused)
        )
    except AlreadyInvited as refused:
        form.add_error(None, _already_invited(refused.stay))
    return not form.errors


def _handed_over(request: HttpRequest, stay: Sponsorship, form: SponsorForm) -> bool:
    try:
        hand_over_stay(stay, to=form.cleaned_data["sponsor"], by=person_of(request))
    except MayNotSponsor:
        form.add_error("sponsor", _("Cette personne ne peut pas inviter : choisissez un enseignant ou un personnel."))
    except TooManyGuests as refused:
        form.add_error("sponsor", _("Cette personne répond déjà de %(most)s invités.") % vars(refused))
    except StayOver:
        form.add_error(None, _("Ce séjour est terminé."))
    return not form.errors


def _too_long(refused: StayTooLong) -> str:
    return _("Choisissez un jour d’aujourd’hui au %(day)s.") % {"day": long_date(refused.longest)}


def _already_invited(stay: Sponsorship) -> str:
    until = stay.affiliation.ends_on
    facts = {"sponsor": stay.sponsor or "—", "day": long_date(until) if until else "—"}
    return _("Cette personne est déjà invitée par %(sponsor)s jusqu’au %(day)s.") % facts


def _invitation_page(request: HttpRequest, form: InvitationForm, **options: Any) -> HttpResponse:
    return render(request, "accounts/management/invite_guest.html", {"form": form}, **options)


def _prolongation_page(request: HttpRequest, stay: Sponsorship, form: ProlongationForm, **options: Any) -> HttpResponse:
    return render(request, "accounts/management/prolong_stay.html", {"form": form, "stay": stay}, **options)
