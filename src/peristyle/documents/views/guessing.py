"""Whoever tries codes waits longer and longer, and learns nothing meanwhile (attack: enumeration of codes)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.accounts.public import TooManyTries, check_wait, count_failure, wait_in_words
from peristyle.kernel import origins
from peristyle.kernel.transactions import read_only

View = Callable[..., HttpResponse]
KIND = "verification"


def bounded_tries(view: View) -> View:
    """Above the declaration of what the view does to the database: a code nobody has is counted, then slows down."""

    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = origins.present.get()
        household = origins.prefix(address) if address else ""
        try:
            with read_only():
                check_wait(KIND, household)
        except TooManyTries as slow:
            facts = {"wait": wait_in_words(slow.wait)}
            return render(request, "documents/verification/wait.html", facts, status=HTTPStatus.TOO_MANY_REQUESTS)
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.NOT_FOUND and getattr(request, "visit", None) is None:
            with transaction.atomic():
                count_failure(KIND, household)
        return response

    return bounded
