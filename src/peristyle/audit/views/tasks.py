"""The background tasks: what waits, what failed, and how to replay it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.audit.actions.record import record
from peristyle.kernel import retries
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50


@requires("audit.replay_tasks")
@reads
def tasks(request: HttpRequest) -> HttpResponse:
    """The failed tasks with what went wrong, and how many wait or run."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")
    facts = {
        "page": Paginator(failed, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
        "running": DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count(),
    }
    return render(request, "audit/tasks.html", facts)


@requires("audit.replay_tasks")
@writes
def replay_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Put a failed task back into the queue."""
    if request.method != "POST" or not retries.replay(str(task_id)):
        raise Http404
    record("tasks.replay", actor=person_of(request), subject=f"task:{task_id}")
    return redirect("audit:tasks")
