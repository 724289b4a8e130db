"""The activation: the mailed link, then charter, choices, password, confirmation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from peristyle.accounts.actions.activate import AlreadyActive, StepMissing, activate
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.actions.type_code import type_code
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead, link_state
from peristyle.accounts.activation_steps import ActivationStep, activation_steps
from peristyle.accounts.forms import CodeForm, NumberAndCodeForm, PasswordForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.accounts.passwords import review_for
from peristyle.accounts.queries import lacks_charter, lacks_second_factor, link_of_token
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.passwords import PasswordReview, PasswordTooWeak
from peristyle.accounts.sessions import know_device, open_session
from peristyle.accounts.views import wizard
from peristyle.accounts.words import masked, wait_in_words
from peristyle.kernel.access import account_of, anyone, person_of, signed_in
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes, writes_after_slow_work

PASSWORD_STEP = "mot-de-passe"  # noqa: S105 — the name of a step


@anyone
@writes
@secret_address
def activation(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Looking at it changes nothing: mail scanners do; only the button's POST begins."""
    link = link_of_token(token, LinkPurpose.ACTIVATION)
    if link is None or link_state(link) != LinkState.USABLE:
        return _dead(request, link_state(link))
    if request.method != "POST":
        return render(request, "accounts/activation/welcome.html", {"link": link})
    wizard.begin(request, link)
    return redirect(_address(activation_steps()[0].code))


@anyone
@writes
def activation_code(request: HttpRequest) -> HttpResponse:
    """The code of the activation mail, for whoever reads the mail on another device."""
    known = wizard.proved_account(request)
    form_class = CodeForm if known else NumberAndCodeForm
    address = masked(known.person.backup_email) if known and known.person.backup_email else ""
    if request.method != "POST":
        return _code_page(request, form_class(), address)
    form = form_class(request.POST)
    if not form.is_valid():
        return _code_page(request, form, address, status=422)
    number = None if known else form.cleaned_data["number"]
    try:
        link = type_code(
            LinkPurpose.ACTIVATION,
            form.cleaned_data["code"],
            person=known.person if known else None,
            number=number,
        )
    except CodeRefused:
        return _code_page(request, form, address, status=422, refused=True)
    except TooManyTries as slow:
        return _code_page(request, form, address, status=429, wait=wait_in_words(slow.wait))
    wizard.begin(request, link)
    return redirect(_address(activation_steps()[0].code))


@anyone
@writes
def step(request: HttpRequest, code: str) -> HttpResponse:
    """A step of the wizard before the password: the charter, and what other rooms ask."""
    link = wizard.begun_link(request, LinkPurpose.ACTIVATION)
    if link is None or link_state(link) != LinkState.USABLE:
        return _dead(request, link_state(link))
    steps = activation_steps()
    present = next((candidate for candidate in steps if candidate.code == code), None)
    missing = _first_missing(request, steps)
    if present is None or (missing and steps.index(missing) < steps.index(present)):
        return redirect(_address(missing.code if missing else PASSWORD_STEP))
    kept = wizard.answers(request).get(code, {})
    person = link.account.person
    if request.method != "POST":
        return _step_page(request, link, present, present.make_form(person, None, kept))
    form = present.make_form(person, request.POST, kept)
    if not form.is_valid():
        return _step_page(request, link, present, form, status=422)
    wizard.keep_answer(request, code, form.cleaned_data)
    position = steps.index(present)
    return redirect(_address(steps[position + 1].code if position + 1 < len(steps) else PASSWORD_STEP))


@anyone
@writes_after_slow_work
def choose_password(request: HttpRequest) -> HttpResponse:
    """The last step: a password, and the account is active."""
    link = wizard.begun_link(request, LinkPurpose.ACTIVATION)
    if link is None or link_state(link) != LinkState.USABLE:
        return _dead(request, link_state(link))
    missing = _first_missing(request, activation_steps())
    if missing:
        return redirect(_address(missing.code))
    if request.method != "POST":
        return _password_page(request, link, PasswordForm())
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _password_page(request, link, form, status=422)
    answers = wizard.answers(request)
    try:
        account = activate(link, answers, form.cleaned_data["password"])
    except PasswordTooWeak as weak:
        form.refuse([criterion.label for criterion in weak.review.missing])
        return _password_page(request, link, form, status=422, review=weak.review)
    except StepMissing as skipped:
        return redirect(_address(skipped.code))
    except LinkDead as dead:
        return _dead(request, dead.state)
    except AlreadyActive:
        return _dead(request, LinkState.USED)
    except TooManySignIns:
        return _password_page(request, link, form, status=503, crowded=True)
    open_session(
        request,
        account,
        method="activation",
        lacks_charter=lacks_charter(account),
        lacks_second_factor=lacks_second_factor(account),
    )
    request.session[wizard.ANSWERS] = answers
    response = redirect("accounts:activated")
    know_device(request, response, account)
    return response


@signed_in
@reads
def activated(request: HttpRequest) -> HttpResponse:
    """The confirmation: identifier, what was chosen, what to do next."""
    person, answers = person_of(request), wizard.answers(request)
    chosen = [line for each in activation_steps() for line in each.summary(person, answers.get(each.code, {}))]
    return render(request, "accounts/activation/done.html", {"chosen": chosen, **_progress(None)})


@anyone
@writes_after_slow_work
def password_advice(request: HttpRequest) -> HttpResponse:
    """What to say of a password while it is typed: the same rule as the form's, for whoever is choosing one."""
    account = _choosing_account(request)
    typed = request.POST.get("password", "")
    if account is None or request.method != "POST" or "HX-Request" not in request.headers:
        return HttpResponse(status=204)
    review = review_for(account.person, typed, login=account.login)
    return render(request, "accounts/password_advice.html", {"review": review, "typed": bool(typed)})


def _choosing_account(request: HttpRequest) -> Account | None:
    link = wizard.begun_link(request, LinkPurpose.ACTIVATION) or wizard.begun_link(request, LinkPurpose.RESET)
    if link:
        return link.account
    return account_of(request) if request.user.is_authenticated else None


def _first_missing(request: HttpRequest, steps: list[ActivationStep]) -> ActivationStep | None:
    given = wizard.answers(request)
    return next((each for each in steps if each.code not in given), None)


def _address(code: str) -> str:
    return (
        reverse("accounts:choose_password")
        if code == PASSWORD_STEP
        else reverse("accounts:activation_step", args=[code])
    )


def _progress(present: str | None) -> dict[str, Any]:
    """The wizard's steps for the progress indicator, and where one is (None: at the end)."""
    codes = [each.code for each in activation_steps()]
    all_codes = [*codes, PASSWORD_STEP, "confirmation"]
    index = all_codes.index(present) if present else len(all_codes) - 1
    return {
        "steps": activation_steps(),
        "current": index,
        "addresses": [_address(code) for code in codes] + [_address(PASSWORD_STEP)],
        "previous": _address(all_codes[index - 1]) if 0 < index < len(all_codes) - 1 else None,
    }


def _step_page(
    request: HttpRequest, link: MailedLink, present: ActivationStep, form: Any, *, status: int = 200
) -> HttpResponse:
    facts = {"form": form, "link": link, "step": present, **_progress(present.code)}
    return render(request, present.template, facts, status=status)


def _password_page(
    request: HttpRequest,
    link: MailedLink,
    form: PasswordForm,
    *,
    status: int = 200,
    crowded: bool = False,
    review: PasswordReview | None = None,
) -> HttpResponse:
    facts = {
        "form": form,
        "link": link,
        "review": review or review_for(link.account.person, "", login=link.account.login),
        "typed": False,
        "crowded": crowded,
        **_progress(PASSWORD_STEP),
    }
    return render(request, "accounts/activation/password.html", facts, status=status)


def _code_page(
    request: HttpRequest, form: CodeForm, address: str, *, status: int = 200, refused: bool = False, wait: str = ""
) -> HttpResponse:
    sent = "number" not in form.fields
    facts = {"form": form, "address": address, "refused": refused, "wait": wait, "sent": sent}
    return render(request, "accounts/activation/code.html", facts, status=status)


def _dead(request: HttpRequest, state: LinkState) -> HttpResponse:
    return render(request, "accounts/activation/dead_link.html", {"state": state}, status=410)
