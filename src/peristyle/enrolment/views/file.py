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
from peristyle.enrolment.actions.give_situation import Contradictory, give_situation
from peristyle.enrolment.actions.request_email_code import TooSoon, request_email_code
from peristyle.enrolment.forms import CodeForm, ContactForm, IdentifiersForm, SituationForm, StepForm
from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import OpenedFile, fixed_address, former_file, live_confirmation
from peristyle.enrolment.rules import cvec_numbers
from peristyle.enrolment.rules.fees import rights_on
from peristyle.enrolment.rules.progress import FileStep
from peristyle.enrolment.rules.situations import Situation
from peristyle.enrolment.views.open_file import at, page
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes
from peristyle.people.public import check_national_id
from peristyle.ui.environment import euros


@anyone
@writes
@at(FileStep.IDENTIFIERS)
def identifiers(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """INE and CVEC; what only looks strange is said on the next pages, and refused on none."""
    file = opened.file
    person = file.admission.person
    known = person.national_id if person else None
    if request.method != "POST":
        answered = file.identified_at is not None
        initial = {
            "national_id": file.national_id,
            "has_no_national_id": answered and not file.national_id,
            "cvec_number": file.cvec_number,
        }
        form = IdentifiersForm(initial=initial, known_national_id=known)
        return page(request, opened, FileStep.IDENTIFIERS, form=form, doubts=_doubts(file))
    form = IdentifiersForm(request.POST, known_national_id=known)
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
    fixed = fixed_address(file)
    if request.method != "POST":
        form = ContactForm(initial=_known_contact(file), fixed_email=fixed)
        return page(request, opened, FileStep.CONTACT, form=form, fixed=fixed)
    form = ContactForm(request.POST, fixed_email=fixed)
    if not form.is_valid():
        return page(request, opened, FileStep.CONTACT, form=form, fixed=fixed, status=422)
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
        form.add_error("code", wrong_code(wrong.tries_left))
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
    return redirect("enrolment:situation")


@anyone
@writes
@at(FileStep.SITUATION)
def situation(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Regime, grant, gap year, exchange, special study regime: what goes together is kept, the rest is told."""
    file = opened.file
    if request.method != "POST":
        initial = {name: getattr(file, name) for name in SituationForm.base_fields}
        form = SituationForm(initial=initial, rights=_rights())
        return page(request, opened, FileStep.SITUATION, form=form)
    form = SituationForm(request.POST, rights=_rights())
    if not form.is_valid():
        return page(request, opened, FileStep.SITUATION, form=form, status=422)
    try:
        give_situation(file, Situation(**form.cleaned_data))
    except Contradictory as contradictory:
        for each in contradictory.found:
            form.add_error(each.field, each.sentence)
        return page(request, opened, FileStep.SITUATION, form=form, status=422)
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


def _known_contact(file: EnrolmentFile) -> dict[str, str]:
    """What was answered; else what the same person answered in a former year, with the address known today."""
    answered = file if file.contact_given_at else former_file(file) if file.admission.person else None
    if answered is None:
        return {"personal_email": file.admission.email}
    contact = {name: getattr(answered, name) for name in Contact.__dataclass_fields__}
    return contact if answered is file else contact | {"personal_email": file.admission.email}


def _rights() -> list[tuple[str, str]]:
    """The optional rights sold today, each with its price."""
    offered = rights_on(clock.today(), institution.current().fees.optional)
    return [(code, f"{right.name} ({euros(right.amount_cents)})") for code, right in offered.items()]


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


def wrong_code(tries_left: int) -> str:
    """That a code is wrong, and how many tries are left."""
    return ngettext(
        "Ce n’est pas le code envoyé. Il reste %(count)d essai.",
        "Ce n’est pas le code envoyé. Il reste %(count)d essais.",
        tries_left,
    ) % {"count": tries_left}
