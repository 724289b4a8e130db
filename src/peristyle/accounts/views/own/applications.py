"""« Applications connectées »: what reads the account besides its holder."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.accounts.connected_applications import connected_applications
from peristyle.accounts.queries import live_tokens
from peristyle.accounts.token_scopes import titles_of
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def applications(request: HttpRequest) -> HttpResponse:
    """The applications one let in, and one's personal tokens."""
    account = account_of(request)
    facts = {
        "applications": connected_applications(account),
        "tokens": [(token, titles_of(token.scopes)) for token in live_tokens(account)],
    }
    return render(request, "accounts/own/applications.html", facts)
