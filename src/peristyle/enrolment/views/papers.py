"""« Documents »: one's certificates, receipts and SCOL'PASS, at any hour."""

from http import HTTPStatus
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.papers.issue_paper import NotYet, issue_paper
from peristyle.enrolment.queries import enrolments_of, papers_of
from peristyle.enrolment.rules.papers import Paper
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes

LANGUAGES = ("fr", "en")


@signed_in
@reads
def my_papers(request: HttpRequest) -> HttpResponse:
    """What may be had for each enrolment, and what is missing for the rest."""
    return _page(request)


@signed_in
@writes
def my_paper(request: HttpRequest, enrolment_id: int, paper: str) -> HttpResponse:
    """Have one of one's papers made, or get the one that stands."""
    if request.method != "POST":
        return redirect("enrolment:my_papers")
    enrolment = get_object_or_404(enrolments_of(person_of(request)).select_related("person"), pk=enrolment_id)
    try:
        document = issue_paper(paper_of(paper), enrolment, language=language_of(request))
    except NotYet:
        return _page(request, status=HTTPStatus.CONFLICT)
    return redirect("documents:my_document", document.number)


def paper_of(code: str) -> Paper:
    """The paper of this code. Raises Http404."""
    try:
        return Paper(code)
    except ValueError as error:
        raise Http404 from error


def language_of(request: HttpRequest) -> str:
    """The language asked for, else French."""
    asked = request.POST.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _page(request: HttpRequest, status: int = HTTPStatus.OK) -> HttpResponse:
    papers = papers_of(person_of(request))
    years = [
        (year, list(of_year)) for year, of_year in groupby(papers, key=lambda each: str(each.enrolment.academic_year))
    ]
    facts = {"years": years, "papers": list(Paper), "issue": "enrolment:my_paper"}
    return render(request, "enrolment/papers/my_papers.html", facts, status=status)
