"""« Charte »: what was accepted, and the version in force to accept when it is newer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.actions.accept_charter import accept_charter
from peristyle.accounts.charter_step import VersionedCharterForm
from peristyle.accounts.charters import charter_text
from peristyle.accounts.queries import charters_accepted, has_accepted_charter
from peristyle.kernel import institution
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.confinement import release
from peristyle.kernel.transactions import reads, writes


@signed_in
@reads
def charters(request: HttpRequest) -> HttpResponse:
    """The versions one accepted, when, and what they say."""
    accepted = [(each, charter_text(each.version)) for each in charters_accepted(account_of(request))]
    return render(request, "accounts/own/charters.html", {"accepted": accepted})


@signed_in
@writes
def charter_again(request: HttpRequest) -> HttpResponse:
    """Read and accept the charter in force; until then a session that began since sees nothing else."""
    account, version = account_of(request), institution.current().charter.version
    if has_accepted_charter(account, version):
        release(request.session, "charter")
        return redirect("accounts:charters")
    form = VersionedCharterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        accept_charter(account, version)
        release(request.session, "charter")
        return redirect("portal:home")
    facts = {"form": form, "is_first": not charters_accepted(account).exists()}
    return render(request, "accounts/charter_again.html", facts, status=422 if form.errors else 200)
