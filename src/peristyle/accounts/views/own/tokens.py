"""« Jetons personnels »: secrets for one's own programs."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.tokens.create_token import MOST_TOKENS, TooManyTokens, create_token
from peristyle.accounts.actions.tokens.revoke_tokens import revoke_all_tokens, revoke_token
from peristyle.accounts.own_forms import TokenForm
from peristyle.accounts.queries import personal_tokens
from peristyle.accounts.token_scopes import titles_of
from peristyle.kernel import clock
from peristyle.kernel.access import account_of, freshly_proven, signed_in
from peristyle.kernel.transactions import reads, writes


@signed_in
@reads
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens one gave: what each opens, when it last served, until when."""
    given = [(token, titles_of(token.scopes)) for token in personal_tokens(account_of(request))]
    return render(request, "accounts/own/tokens/tokens.html", {"tokens": given, "now": clock.now()})


@signed_in
@freshly_proven
@writes
def new_token(request: HttpRequest) -> HttpResponse:
    """Create a token; its secret is in the answer to this POST and nowhere else, ever."""
    if request.method != "POST":
        return render(request, "accounts/own/tokens/new.html", {"form": TokenForm()})
    form = TokenForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/own/tokens/new.html", {"form": form}, status=422)
    typed = form.cleaned_data
    expires_at = clock.now() + timedelta(days=typed["days"]) if typed["days"] else None
    try:
        token, secret = create_token(
            account_of(request), name=typed["name"], scopes=typed["scopes"], expires_at=expires_at
        )
    except TooManyTokens:
        form.add_error(None, _("Vous avez déjà %(count)d jetons : révoquez-en un d’abord.") % {"count": MOST_TOKENS})
        return render(request, "accounts/own/tokens/new.html", {"form": form}, status=422)
    return render(request, "accounts/own/tokens/created.html", {"token": token, "secret": secret})


@signed_in
@writes
def revoke_one(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one token."""
    if request.method == "POST":
        revoke_token(get_object_or_404(personal_tokens(account_of(request)), pk=token_id))
        messages.success(request, _("Ce jeton est révoqué."))
    return redirect("accounts:tokens")


@signed_in
@writes
def revoke_all(request: HttpRequest) -> HttpResponse:
    """Revoke every token."""
    if request.method == "POST":
        revoke_all_tokens(account_of(request))
        messages.success(request, _("Tous vos jetons sont révoqués."))
    return redirect("accounts:tokens")
