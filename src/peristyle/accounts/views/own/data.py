"""« Mes données »: all that the house knows of oneself, prepared, then downloaded."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts import data_files
from peristyle.accounts.actions.data_exports.ask_export import ask_export
from peristyle.accounts.queries import newest_export
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.access import account_of, freshly_proven, signed_in
from peristyle.kernel.transactions import reads, writes


@signed_in
@writes
def my_data(request: HttpRequest) -> HttpResponse:
    """How far the file is; the POST asks for a fresh one."""
    if request.method == "POST":
        ask_export(account_of(request))
        return redirect("accounts:my_data")
    return render(request, "accounts/own/data/my_data.html", {"export": newest_export(account_of(request))})


@signed_in
@reads
def data_progress(request: HttpRequest) -> HttpResponse:
    """What htmx asks every second while the file is prepared; at its end the whole page is shown again."""
    export = newest_export(account_of(request))
    if export is None or export.ready_at or export.failed_at:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "accounts/own/data/progress.html", {"export": export})


@signed_in
@freshly_proven
@writes
def download_my_data(request: HttpRequest) -> Any:
    """The file, to whoever asked for it; each download is in the journal, hence the POST."""
    account = account_of(request)
    export = newest_export(account)
    if request.method != "POST" or export is None or not export.ready_at:
        return redirect("accounts:my_data")
    record("accounts.download_data", actor=account.person, subject=account.person)
    return FileResponse(
        data_files.path_of(export.file_name).open("rb"),
        as_attachment=True,
        filename=f"mes-donnees-{clock.today():%Y-%m-%d}.zip",
        headers={"Cache-Control": "no-store"},
    )
