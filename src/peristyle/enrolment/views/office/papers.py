"""The papers of a student's enrolment, printed by an officer on the spot."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.papers.issue_paper import NotYet, issue_paper
from peristyle.enrolment.models import Enrolment
from peristyle.enrolment.queries import rights
from peristyle.enrolment.queries.office import enrolments_within
from peristyle.enrolment.rules.capabilities import READ_STUDENTS
from peristyle.enrolment.rules.papers import Paper
from peristyle.enrolment.views.papers import language_of, paper_of
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes


@requires(READ_STUDENTS)
@reads
def papers(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What may be printed for an enrolment of one's composantes, and what is missing for the rest."""
    return _page(request, _found(request, enrolment_id))


@requires(READ_STUDENTS)
@writes
def paper(request: HttpRequest, enrolment_id: int, paper: str) -> HttpResponse:
    """Issue a paper, then show it in the register, where its file opens."""
    enrolment = _found(request, enrolment_id)
    if request.method != "POST":
        return redirect("enrolment:papers", enrolment_id)
    try:
        document = issue_paper(paper_of(paper), enrolment, language=language_of(request))
    except NotYet:
        return _page(request, enrolment, status=HTTPStatus.CONFLICT)
    return redirect("documents:managed_document", document.number)


def _found(request: HttpRequest, enrolment_id: int) -> Enrolment:
    enrolments = enrolments_within(person_of(request), READ_STUDENTS)
    return get_object_or_404(
        enrolments.select_related("person", "academic_year", "file__admission__step__degree__component"),
        pk=enrolment_id,
    )


def _page(request: HttpRequest, enrolment: Enrolment, status: int = HTTPStatus.OK) -> HttpResponse:
    [each] = rights([enrolment])
    facts = {"each": each, "papers": list(Paper), "issue": "enrolment:paper"}
    return render(request, "enrolment/office/papers.html", facts, status=status)
