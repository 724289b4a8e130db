"""Where one's enrolment stands, for whoever has no account yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from peristyle.enrolment.queries import FileOverview, admissions_of, overviews
from peristyle.enrolment.rules.checklist import Item
from peristyle.enrolment.views import open_file as browser
from peristyle.enrolment.views.checklist import shown_lines
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads


@anyone
@reads
def follow_up(request: HttpRequest) -> HttpResponse:
    """The list of the open file; of all files of its year for who proved who they are."""
    opened = browser.kept(request)
    if opened is None:
        return redirect("enrolment:identity")
    admission = opened.file.admission
    person = browser.proven_person(request, opened)
    admissions = [admission]
    if person:
        admissions = list(admissions_of(person).filter(academic_year=admission.academic_year_id))
    shown = [
        (each, shown_lines(each, _links(each) if each.admission.pk == admission.pk else {}))
        for each in overviews(admissions, admission.person)
    ]
    return render(request, "enrolment/file/follow_up.html", {"overviews": shown, "open_admission": admission.pk})


def _links(overview: FileOverview) -> dict[Item, str]:
    """Where each line of the open file leads."""
    links = {Item.ACCOUNT: reverse("accounts:first_connection"), Item.PAYMENT: reverse("enrolment:resume")}
    if overview.enrolment:
        links[Item.DOCUMENTS] = reverse("enrolment:file_documents")
    else:
        links[Item.FILE] = reverse("enrolment:resume")
    return links
