"""« Compte informatique »: every section, with how things stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from peristyle.accounts.account_sections import account_sections
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def own_account(request: HttpRequest) -> HttpResponse:
    """All sections of one's account, each with the line that says how things stand."""
    account = account_of(request)
    sections = [(section, reverse(section.url_name), section.summary(account)) for section in account_sections()]
    return render(request, "accounts/own/overview.html", {"sections": sections})
