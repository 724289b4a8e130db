"""`@reads` and `@writes`: what a view may do to the database, enforced by the database itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def read_only() -> Iterator[None]:
    """Within, the database refuses anything but reading."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        # The driver's own connection: Django's answers nothing more once its transaction is broken.
        driver = connection.connection
        (before,) = driver.execute("PRAGMA query_only").fetchone()
        driver.execute("PRAGMA query_only = ON")
        try:
            yield
        finally:
            driver.execute(f"PRAGMA query_only = {before}")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield
            # Rolling back also ends the restriction when this stands inside a larger transaction.
            transaction.set_rollback(True)


def reads(view: View) -> View:
    """Declare that the view only reads: it answers GET, and the database refuses a write."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return _method_not_allowed("GET, HEAD, OPTIONS")
        with read_only():
            return view(request, *args, **kwargs)

    reading.transaction_kind = "reads"  # type: ignore[attr-defined]
    return reading


def writes(view: View) -> View:
    """Declare that the view's POST is one transaction; its GET, if any, only reads."""

    @wraps(view)
    def writing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with read_only() if request.method in SAFE_METHODS else transaction.atomic():
            return view(request, *args, **kwargs)

    writing.transaction_kind = "writes"  # type: ignore[attr-defined]
    return writing


def writes_after_slow_work(view: View) -> View:
    """As `@writes`, for a POST that hashes a password first: the action opens its own short transaction.

    Holding SQLite's only write lock, or a PostgreSQL row, for the time of a hash would stop everybody else.
    """

    @wraps(view)
    def writing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE_METHODS:
            with read_only():
                return view(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    writing.transaction_kind = "writes after slow work"  # type: ignore[attr-defined]
    return writing


def writes_by_itself(view: View) -> View:
    """As `@writes`, for what programs ask all day long: one read mostly, and at times a short write of its own."""
    view.transaction_kind = "writes"  # type: ignore[attr-defined]
    return view


def reads_by_itself(view: View) -> View:
    """As `@reads`, for a view that must survive a database that does not answer: it opens `read_only()` itself."""
    view.transaction_kind = "reads"  # type: ignore[attr-defined]
    return view


def never_touches_the_database(view: View) -> View:
    """Declare that the view answers even when there is no database; a query within it is an error."""

    @wraps(view)
    def apart(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with connection.execute_wrapper(_refuse_query):
            return view(request, *args, **kwargs)

    apart.transaction_kind = "never touches the database"  # type: ignore[attr-defined]
    return apart


def _refuse_query(*_: Any) -> NoReturn:
    raise RuntimeError("A view that never touches the database made a query.")


def _method_not_allowed(allowed: str) -> HttpResponse:
    response = HttpResponse(status=405)
    response["Allow"] = allowed
    return response
