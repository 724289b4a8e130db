"""« Seconde vérification »: passkeys, authenticator apps, recovery codes, browsers remembered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.add_app import begin_app, confirm_app
from peristyle.accounts.actions.factors.add_passkey import add_passkey as adding_passkey
from peristyle.accounts.actions.factors.recovery_codes import renew_recovery_codes
from peristyle.accounts.actions.factors.remember_device import forget_device as forgetting
from peristyle.accounts.actions.factors.remove_factor import LastFactor
from peristyle.accounts.actions.factors.remove_factor import remove_factor as removing
from peristyle.accounts.actions.factors.rename_factor import rename_factor
from peristyle.accounts.actions.factors.use_code import CodeRefused
from peristyle.accounts.browsers import browser_in_words
from peristyle.accounts.factor_forms import AppForm, FactorNameForm
from peristyle.accounts.models import Account, AuthenticatorApp, Passkey, PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.accounts.queries import (
    app_to_confirm,
    apps_of,
    has_second_factor,
    must_keep_factor,
    passkeys_of,
    recovery_codes_left,
    remembered_devices_of,
)
from peristyle.accounts.rules.authenticator import address_for_app
from peristyle.accounts.rules.browsers import browser_of
from peristyle.accounts.views.passkey_questions import put_question, question_number
from peristyle.kernel import institution
from peristyle.kernel.access import account_of, freshly_proven, signed_in
from peristyle.kernel.confinement import confinement_of, release
from peristyle.kernel.encryption import decrypted
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.qr_codes import qr_code_source

FACTORS_OF: dict[str, Callable[[Account], QuerySet[Passkey] | QuerySet[AuthenticatorApp]]] = {
    "cle": passkeys_of,
    "application": apps_of,
}


@signed_in
@freshly_proven
@reads
def second_factors(request: HttpRequest) -> HttpResponse:
    """All factors, what each was last used for signing in, and what may be added."""
    account = account_of(request)
    confinement = confinement_of(request)
    facts = {
        "factors": [(kind, factor) for kind, held in FACTORS_OF.items() for factor in held(account)],
        "codes_left": recovery_codes_left(account),
        "devices": [(device, browser_in_words(browser_of(device.device))) for device in remembered_devices_of(account)],
        "is_required": must_keep_factor(account.person),
        "is_awaited": confinement is not None and confinement.code == "second-factor",
    }
    return render(request, "accounts/own/second_factors/list.html", facts)


@signed_in
@freshly_proven
@writes
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Give the passkey a name, then let the browser make it."""
    if request.method != "POST":
        return _passkey_page(request, FactorNameForm(initial={"name": _("Cet appareil")}))
    form, account = FactorNameForm(request.POST), account_of(request)
    if not form.is_valid():
        return _passkey_page(request, form, status=422)
    number, answer = question_number(request, PasskeyPurpose.ADDITION), request.POST.get("credential", "")
    name, session_key = form.cleaned_data["name"], request.session.session_key or ""
    try:
        codes = adding_passkey(account, number, answer, name=name, session_key=session_key)
    except PasskeyRefused:
        return _passkey_page(request, form, status=422, refused=True)
    return _added(request, codes, _("Clé d’accès ajoutée : vous pouvez vous connecter sans mot de passe."))


@signed_in
@freshly_proven
@writes
def new_passkey_question(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account = account_of(request)
    challenge = put_question(request, PasskeyPurpose.ADDITION, account)
    options = passkeys.addition_options(challenge, account.person, account.login, passkeys_of(account))
    return HttpResponse(options, content_type="application/json")


@signed_in
@freshly_proven
@writes
def new_app(request: HttpRequest) -> HttpResponse:
    """Draw a secret for an app; it counts once the app has given a right code."""
    if request.method != "POST":
        return redirect("accounts:second_factors")
    begin_app(account_of(request))
    return redirect("accounts:confirm_app")


@signed_in
@freshly_proven
@writes
def confirm_first_code(request: HttpRequest) -> HttpResponse:
    """The secret to scan or to type, and the first code of the app."""
    account = account_of(request)
    app = app_to_confirm(account)
    if app is None:
        return redirect("accounts:second_factors")
    if request.method != "POST":
        return _app_page(request, app, AppForm(initial={"name": _("Application de mon téléphone")}))
    form = AppForm(request.POST)
    if not form.is_valid():
        return _app_page(request, app, form, status=422)
    name, session_key = form.cleaned_data["name"], request.session.session_key or ""
    try:
        codes = confirm_app(account, form.cleaned_data["code"], name=name, session_key=session_key)
    except CodeRefused:
        form.add_error(
            "code", _("Ce code ne convient pas. Vérifiez l’heure de votre téléphone, puis tapez le suivant.")
        )
        return _app_page(request, app, form, status=422)
    return _added(request, codes, _("Application ajoutée : son code sera demandé après le mot de passe."))


@signed_in
@freshly_proven
@writes
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new recovery codes and show them, this once; the former ones die."""
    account = account_of(request)
    if request.method != "POST" or not has_second_factor(account):
        return redirect("accounts:second_factors")
    return _codes_page(request, renew_recovery_codes(account))


@signed_in
@freshly_proven
@writes
def factor(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """A factor: its name may be changed, or it may be removed."""
    held = _factor(request, kind, number)
    if request.method != "POST":
        return _factor_page(request, kind, held, FactorNameForm(initial={"name": held.name}))
    form = FactorNameForm(request.POST)
    if not form.is_valid():
        return _factor_page(request, kind, held, form, status=422)
    rename_factor(held, form.cleaned_data["name"])
    messages.success(request, _("Nom changé."))
    return redirect("accounts:second_factors")


@signed_in
@freshly_proven
@writes
def remove_factor(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Remove a factor, by a POST of its own page's button."""
    held = _factor(request, kind, number)
    if request.method != "POST":
        return redirect("accounts:factor", kind, number)
    try:
        removing(held)
    except LastFactor:
        form = FactorNameForm(initial={"name": held.name})
        return _factor_page(request, kind, held, form, status=422, is_last=True)
    messages.success(request, _("« %(name)s » a été retiré.") % {"name": held.name})
    return redirect("accounts:second_factors")


@signed_in
@freshly_proven
@writes
def forget_device(request: HttpRequest, number: int) -> HttpResponse:
    """Have a remembered browser asked for a second factor again."""
    if request.method != "POST":
        return redirect("accounts:second_factors")
    forgetting(get_object_or_404(remembered_devices_of(account_of(request)), pk=number))
    messages.success(request, _("Appareil oublié."))
    return redirect("accounts:second_factors")


def _factor(request: HttpRequest, kind: str, number: int) -> Passkey | AuthenticatorApp:
    held = FACTORS_OF[kind](account_of(request)) if kind in FACTORS_OF else ()
    found = next((factor for factor in held if factor.pk == number), None)
    if found is None:
        raise Http404
    return found


def _added(request: HttpRequest, codes: list[str], words: str) -> HttpResponse:
    """After the first factor its recovery codes, shown in this answer as they are kept nowhere; else the list."""
    release(request.session, "second-factor")
    messages.success(request, words)
    return _codes_page(request, codes) if codes else redirect("accounts:second_factors")


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/own/second_factors/recovery_codes.html", {"codes": codes})


def _passkey_page(
    request: HttpRequest, form: FactorNameForm, *, status: int = 200, refused: bool = False
) -> HttpResponse:
    return render(
        request, "accounts/own/second_factors/add_passkey.html", {"form": form, "refused": refused}, status=status
    )


def _app_page(request: HttpRequest, app: AuthenticatorApp, form: AppForm, *, status: int = 200) -> HttpResponse:
    secret = decrypted(app.secret)
    address = address_for_app(secret, login=app.account.login, house=institution.current().short_name)
    facts = {
        "form": form,
        "qr_code": qr_code_source(address),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    return render(request, "accounts/own/second_factors/add_app.html", facts, status=status)


def _factor_page(
    request: HttpRequest,
    kind: str,
    held: Passkey | AuthenticatorApp,
    form: FactorNameForm,
    *,
    status: int = 200,
    **outcome: Any,
) -> HttpResponse:
    facts = {"form": form, "kind": kind, "factor": held, "is_last": False, **outcome}
    return render(request, "accounts/own/second_factors/factor.html", facts, status=status)
