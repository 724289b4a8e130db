"""« Vous étiez déjà étudiant ici »: come back by student number, birth date and a mailed code; one's several files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.accounts.public import TooManyTries, wait_in_words
from peristyle.enrolment.actions.confirm_email import CodeDead, CodeWrong
from peristyle.enrolment.actions.open_own_file import open_own_file
from peristyle.enrolment.actions.prove_return import prove_return
from peristyle.enrolment.actions.request_return import request_return
from peristyle.enrolment.forms import CodeForm, ReturnForm
from peristyle.enrolment.queries import admissions_of, reenrolments_to_begin
from peristyle.enrolment.views import open_file as browser
from peristyle.enrolment.views.file import wrong_code
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes

KEY = "enrolment_return"


@anyone
@writes
def returning(request: HttpRequest) -> HttpResponse:
    """Ask for student number and birth date; whatever they tell, the answer is the same."""

    def page(form: ReturnForm, status: int = 200, wait: str = "") -> HttpResponse:
        return render(request, "enrolment/returning/number.html", {"form": form, "wait": wait}, status=status)

    if request.method != "POST":
        return page(ReturnForm())
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        token = request_return(**form.cleaned_data)
    except TooManyTries as slow:
        return page(form, 429, wait_in_words(slow.wait))
    request.session.cycle_key()
    request.session[KEY] = token
    return redirect("enrolment:return_code")


@anyone
@writes
def return_code(request: HttpRequest) -> HttpResponse:
    """Type the code; then the file opens, if a re-enrolment is authorised."""

    def page(form: CodeForm, status: int = 200, **facts: bool) -> HttpResponse:
        context = {"form": form, "dead": False, "nothing_to_begin": False, **facts}
        return render(request, "enrolment/returning/code.html", context, status=status)

    token = request.session.get(KEY)
    if token is None:
        return redirect("enrolment:returning")
    if request.method != "POST":
        return page(CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        person = prove_return(token, form.cleaned_data["code"])
    except CodeWrong as wrong:
        form.add_error("code", wrong_code(wrong.tries_left))
        return page(form, 422)
    except CodeDead:
        return page(form, 422, dead=True)
    del request.session[KEY]
    admission = reenrolments_to_begin(person).first() or admissions_of(person).filter(file__isnull=False).first()
    if admission is None:
        return page(form, 200, nothing_to_begin=True)
    browser.keep(request, open_own_file(admission), person=person)
    return redirect("enrolment:follow_up")


@anyone
@writes
def other_file(request: HttpRequest, admission_id: int) -> HttpResponse:
    """Go on with another file of the same person, who proved who they are."""
    opened = browser.kept(request)
    if opened is None:
        return redirect("enrolment:identity")
    person = browser.proven_person(request, opened)
    if person is None or request.method != "POST":
        raise Http404
    admission = get_object_or_404(admissions_of(person), pk=admission_id)
    browser.keep(request, open_own_file(admission), person=person)
    return redirect("enrolment:resume")
