"""Liveness and readiness, for what watches over the house."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import (
    never_touches_the_database,
    read_only,
    reads_by_itself,
)


@anyone
@never_touches_the_database
def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — Django's signature
    """The process answers; nothing else is asked, the database least of all."""
    return JsonResponse({"status": "alive"})


@anyone
@reads_by_itself
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 — Django's signature
    """The database answers and is migrated: traffic may come."""
    try:
        with read_only():
            executor = MigrationExecutor(connection)
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if missing:
        return JsonResponse({"status": "migrations are missing"}, status=503)
    return JsonResponse({"status": "ready"})
