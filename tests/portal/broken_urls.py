"""The addresses of the house, and one where something breaks."""

from typing import NoReturn

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import path

from peristyle.config.urls import *  # noqa: F403
from peristyle.config.urls import urlpatterns as house


def break_down(request: HttpRequest) -> NoReturn:
    """Fail, with something that nobody should read."""
    raise RuntimeError(f"the password of the database, asked for at {request.path}")


def garble(request: HttpRequest) -> NoReturn:
    """Be asked something that cannot be understood."""
    raise SuspiciousOperation(f"half a request at {request.path}")


urlpatterns = [*house, path("casse/", break_down), path("illisible/", garble)]
