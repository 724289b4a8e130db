"""The office's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from peristyle.enrolment.queries.feeds import is_silent
from peristyle.enrolment.rules.capabilities import READ_STUDENTS
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import can
from peristyle.kernel.services import ManagementPage, management_pages
from peristyle.kernel.transactions import reads

HOME = "enrolment:office"


@requires(READ_STUDENTS)
@reads
def office(request: HttpRequest) -> HttpResponse:
    """/gestion/scolarite/: the search, the queues with how much waits in them, the other pages of scolarité."""
    officer = person_of(request)
    pages = [
        (page, page.waiting(officer)) for page in management_pages() if _is_here(page) and can(officer, page.capability)
    ]
    facts = {
        "silent": is_silent(),
        "queues": [(page, waiting) for page, waiting in pages if waiting is not None],
        "others": [page for page, waiting in pages if waiting is None],
    }
    return render(request, "enrolment/office/home.html", facts)


def _is_here(page: ManagementPage) -> bool:
    home = reverse(HOME)
    return reverse(page.url_name).startswith(home) and page.url_name != HOME
