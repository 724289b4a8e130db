"""The steps of the file that are answered by typing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.accounts.public import wait_in_words
from peristyle.enrolment.actions.confirm_email import CodeDead, CodeWrong, confirm_email
from peristyle.enrolment.actions.confirm_step import confirm_step
from peristyle.enrolment.actions.give_contact import Contact, give_contact
from peristyle.enrolment.actions.give_identifiers import give_identifiers
from peristyle.enrolment.actions.request_email_code import TooSoon, request_email_code
from peristyle.enrolment.forms import CodeForm, ContactForm, IdentifiersForm, StepForm
from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import OpenedFile, live_confirmation
from peristyle.enrolment.rules import cvec_numbers
from peristyle.enrolment.rules.progress import FileStep
from peristyle.enrolment.views.open_file import at, page
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes
from peristyle.people.public import check_national_id


@anyone
@writes
@at(FileStep.IDENTIFIERS)
def identifiers(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """INE and CVEC; what only looks strange is said on the next pages, and refused on none."""
    file = opened.file
    if request.method != "POST":
        answered = file.identified_at is not None
        form = IdentifiersForm(
            initial={
                "national_id": file.national_id,
                "has_no_national_id": answered and not file.national_id,
                "cvec_number": file.cvec_number,
            }
        )
        return page(request, opened, FileStep.IDENTIFIERS, form=form, doubts=_doubts(file))
    form = IdentifiersForm(request.POST)
    if not form.is_valid():
        return page(request, opened, FileStep.IDENTIFIERS, form=form, doubts=[], status=422)
    give_identifiers(file, national_id=form.cleaned_data["national_id"], cvec_number=form.cleaned_data["cvec_number"])
    # A doubt keeps one here once, so that it is read; « Continuer » then leads on.
    if _doubts(file) and not opened.done & {FileStep.IDENTIFIERS}:
        return redirect("enrolment:identifiers")
    return redirect("enrolment:contact")


@anyone
@writes
@at(FileStep.CONTACT)
def contact(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Postal address, phone and personal mail."""
    file = opened.file
    if request.method != "POST":
        initial = {name: getattr(file, name) for name in Contact.__dataclass_fields__}
        if file.contact_given_at is None:
            initial = {"personal_email": file.admission.email}
        return page(request, opened, FileStep.CONTACT, form=ContactForm(initial=initial))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return page(request, opened, FileStep.CONTACT, form=form, status=422)
    give_contact(file, Contact(**form.cleaned_data))
    return redirect("enrolment:step" if file.personal_email_confirmed_at else "enrolment:email")


@anyone
@writes
@at(FileStep.EMAIL)
def email(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Confirm the personal address by the code sent to it."""
    if request.method != "POST":
        return _email_page(request, opened, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _email_page(request, opened, form, status=422)
    try:
        confirm_email(opened.file, form.cleaned_data["code"])
    except CodeWrong as wrong:
        form.add_error("code", _wrong_code(wrong.tries_left))
        return _email_page(request, opened, form, status=422)
    except CodeDead:
        return _email_page(request, opened, form, dead=True, status=422)
    return redirect("enrolment:step")


@anyone
@writes
@at(FileStep.EMAIL)
def new_code(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Send another code."""
    if request.method != "POST":
        return redirect("enrolment:email")
    try:
        request_email_code(opened.file)
    except TooSoon as soon:
        return _email_page(request, opened, CodeForm(), wait=wait_in_words(soon.wait), status=429)
    return redirect("enrolment:email")


@anyone
@writes
@at(FileStep.STEP)
def step(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """The étape and the year, to confirm; what comes with being enrolled, in plain words."""
    doubts = _doubts(opened.file)
    if request.method != "POST":
        form = StepForm(initial={"confirmed": opened.file.step_confirmed_at is not None})
        return page(request, opened, FileStep.STEP, form=form, doubts=doubts)
    form = StepForm(request.POST)
    if not form.is_valid():
        return page(request, opened, FileStep.STEP, form=form, doubts=doubts, status=422)
    confirm_step(opened.file)
    return redirect("enrolment:fees")


def _email_page(
    request: HttpRequest,
    opened: OpenedFile,
    form: CodeForm,
    *,
    wait: str = "",
    dead: bool = False,
    status: int = 200,
) -> HttpResponse:
    sent = live_confirmation(opened.file) is not None
    return page(request, opened, FileStep.EMAIL, form=form, wait=wait, dead=dead, sent=sent, status=status)


def _doubts(file: EnrolmentFile) -> list[str]:
    """What looks strange in what was typed, without being impossible."""
    doubts = []
    if file.national_id and check_national_id(file.national_id).key_is_right is False:
        doubts.append(
            _("La dernière lettre ou le dernier chiffre de votre INE ne correspond pas au reste : relisez-le.")
        )
    if file.cvec_number and not cvec_numbers.looks_right(file.cvec_number):
        doubts.append(_("Un numéro d’attestation CVEC compte d’habitude 14 caractères : relisez le vôtre."))
    return doubts


def _wrong_code(tries_left: int) -> str:
    return ngettext(
        "Ce n’est pas le code envoyé. Il reste %(count)d essai.",
        "Ce n’est pas le code envoyé. Il reste %(count)d essais.",
        tries_left,
    ) % {"count": tries_left}
