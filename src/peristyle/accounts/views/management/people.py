"""Finding a person; their page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.queries import people_found
from peristyle.accounts.rules.capabilities import SEARCH_PEOPLE
from peristyle.accounts.views.management.person_page import page_facts, summary
from peristyle.accounts.views.management.subjects import person_seen
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads

PER_PAGE = 20


@requires(SEARCH_PEOPLE)
@reads
def people(request: HttpRequest) -> HttpResponse:
    """/gestion/comptes/: find somebody by name, identifier, number or mail."""
    typed = request.GET.get("q", "")[:100].strip()
    page = Paginator(people_found(person_of(request), typed), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"typed": typed, "page": page, "found": [summary(person) for person in page]}
    return render(request, "accounts/management/people.html", facts)


@requires(SEARCH_PEOPLE)
@reads
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """A person: who they are, how their account stands and why, what happened, what can be done."""
    seen = person_seen(request, person_id)
    if seen.merged_into_id:
        return redirect("accounts:person", person_id=seen.merged_into_id)
    return render(request, "accounts/management/person.html", page_facts(request, seen))
