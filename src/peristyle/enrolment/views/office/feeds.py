"""How the synchronisation with another system of scolarité goes."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from peristyle.enrolment.queries.feeds import feed_runs, is_configured, is_silent, last_success, reported_runs
from peristyle.enrolment.rules.capabilities import IMPORT_ENROLMENTS, READ_FEEDS, Within
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import reads

RUNS_PER_PAGE = 20
LINES_PER_PAGE = 50


@requires(READ_FEEDS)
@reads
def synchronisation(request: HttpRequest) -> HttpResponse:
    """/gestion/scolarite/synchronisation/: when it last ran, what came of it, whether it has stopped."""
    facts = {
        "configured": is_configured(),
        "silent": is_silent(),
        "last": last_success(),
        "runs": Paginator(feed_runs(), RUNS_PER_PAGE).get_page(request.GET.get("page")),
        "may_report": can(person_of(request), READ_FEEDS, Within(None)),
        "may_import": can(person_of(request), IMPORT_ENROLMENTS),
    }
    return render(request, "enrolment/office/synchronisation.html", facts)


@requires(READ_FEEDS)
@reads
def synchronisation_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """A reading: its counts, its refused rows with the reason of each."""
    run = get_object_or_404(reported_runs(person_of(request)), pk=run_id)
    lines = Paginator(run.refused_lines.all(), LINES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/office/synchronisation_run.html", {"run": run, "lines": lines})
