"""Finding a student; their page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.public import STATE_WORDS
from peristyle.curriculum.public import AcademicYear
from peristyle.enrolment.office_forms import StudentSearchForm
from peristyle.enrolment.queries.student_file import admitted_file, student_file
from peristyle.enrolment.queries.students import (
    admissions_found,
    admitted_seen_by,
    newest_enrolments,
    steps_within,
    student_seen_by,
    students_found,
)
from peristyle.enrolment.rules.capabilities import READ_STUDENTS
from peristyle.enrolment.rules.student_search import sought
from peristyle.enrolment.views.checklist import shown_lines
from peristyle.enrolment.views.office.acts import acts_on
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person

PER_PAGE = 20
MOST_ADMISSIONS = 20


@requires(READ_STUDENTS)
@reads
def students(request: HttpRequest) -> HttpResponse:
    """/gestion/scolarite/etudiants/: by name, number, INE, birth date, mail or application number."""
    officer = person_of(request)
    steps, years = steps_within(officer, READ_STUDENTS), AcademicYear.objects.all()
    form = StudentSearchForm(request.GET, steps=steps, years=years)
    if not form.is_valid():
        return render(request, "enrolment/office/students.html", {"form": form, "asked": False}, status=422)
    asked, filters = sought(form.cleaned_data["q"]), form.filters
    page = Paginator(students_found(officer, asked, filters), PER_PAGE).get_page(request.GET.get("page"))
    found = list(page)
    newest = newest_enrolments([person.pk for person in found])
    kept = request.GET.copy()
    kept.pop("page", None)
    facts = {
        "form": form,
        "asked": bool(asked or filters),
        "page": page,
        "found": [(person, newest.get(person.pk)) for person in found],
        "admissions": admissions_found(officer, asked, filters)[:MOST_ADMISSIONS] if page.number == 1 else [],
        "address": f"{request.path}?{kept.urlencode()}",
    }
    return render(request, "enrolment/office/students.html", facts)


@requires(READ_STUDENTS)
@reads
def student(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about a student; by their application number, about somebody admitted who is none yet."""
    officer = person_of(request)
    person = student_seen_by(officer, number)
    if person is None:
        return _admitted(request, officer, number)
    if person.student_number != number:
        return redirect("enrolment:student_file", number=person.student_number)
    known = student_file(person, page=request.GET.get("page"))
    facts = {
        "known": known,
        "seen": [(each, shown_lines(each, {})) for each in known.under_way],
        "state_words": STATE_WORDS[known.state] if known.state else None,
        "acts": acts_on(officer, known),
    }
    return render(request, "enrolment/office/student.html", facts)


def _admitted(request: HttpRequest, officer: Person, number: str) -> HttpResponse:
    admission = admitted_seen_by(officer, number.upper())
    if admission is None:
        raise Http404
    if admission.person and admission.person.student_number:
        return redirect("enrolment:student_file", number=admission.person.student_number)
    known = admitted_file(admission)
    facts = {"known": known, "lines": shown_lines(known.overview, {})}
    return render(request, "enrolment/office/admitted.html", facts)
