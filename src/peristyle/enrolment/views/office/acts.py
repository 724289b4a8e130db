"""What an officer does about a student, each on a page of its own that says what will happen."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.enrolment.actions.office.cancel_enrolment import AlreadyCancelled, cancel_enrolment
from peristyle.enrolment.actions.office.correct_identity import NationalIdTaken, correct_identity
from peristyle.enrolment.models import CancellationReason
from peristyle.enrolment.office_forms import CancellationForm, IdentityCorrectionForm
from peristyle.enrolment.queries.office import enrolments_within
from peristyle.enrolment.queries.student_file import StudentFile
from peristyle.enrolment.queries.students import student_seen_by
from peristyle.enrolment.rules.capabilities import (
    AUTHORISE_REENROLMENTS,
    CANCEL_ENROLMENTS,
    CORRECT_IDENTITY,
    READ_STUDENTS,
    RECORD_PAYMENTS,
)
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.permissions import can, scopes
from peristyle.kernel.transactions import writes
from peristyle.people.public import Person

SEARCH_PEOPLE, SEE_AS = "accounts.search_people", "accounts.see_as"


@dataclass(frozen=True)
class Acts:
    """What an officer may do about a student."""

    cancellable: frozenset[int]
    printable: frozenset[int]
    correct_identity: bool
    authorise: bool
    payments: bool
    account: bool
    see_as: bool


def acts_on(officer: Person, known: StudentFile) -> Acts:
    """What the page of a student offers to this officer; the acts themselves ask again."""
    return Acts(
        cancellable=_standing_within(scopes(officer, CANCEL_ENROLMENTS), known),
        printable=_standing_within(scopes(officer, READ_STUDENTS), known),
        correct_identity=can(officer, CORRECT_IDENTITY),
        authorise=can(officer, AUTHORISE_REENROLMENTS),
        payments=can(officer, RECORD_PAYMENTS),
        account=can(officer, SEARCH_PEOPLE),
        see_as=can(officer, SEE_AS),
    )


def _standing_within(within: frozenset[str] | None, known: StudentFile) -> frozenset[int]:
    return frozenset(
        enrolment.pk
        for admission, enrolment in known.enrolled
        if not enrolment.cancelled_at and (within is None or admission.step.degree.component_id in within)
    )


@requires(CANCEL_ENROLMENTS)
@freshly_proven
@writes
def cancel(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Cancel an enrolment of one's composantes, for a reason."""
    officer = person_of(request)
    enrolment = get_object_or_404(enrolments_within(officer, CANCEL_ENROLMENTS), pk=enrolment_id, cancelled_at=None)
    form = CancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            cancel_enrolment(
                enrolment,
                reason=CancellationReason(answers["reason"]),
                explanation=answers["explanation"],
                by=officer,
            )
        except AlreadyCancelled:
            messages.warning(request, _("Cette inscription était déjà annulée."))
        else:
            messages.success(request, _("L’inscription est annulée, l’étudiant est prévenu par mail."))
        return redirect("enrolment:student_file", number=enrolment.person.student_number)
    facts = {"form": form, "enrolment": enrolment}
    return render(request, "enrolment/office/cancel.html", facts, status=422 if form.errors else 200)


@requires(CORRECT_IDENTITY)
@freshly_proven
@writes
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """Correct who a student of one's composantes is, as their papers say."""
    officer = person_of(request)
    person = student_seen_by(officer, number) if can(officer, READ_STUDENTS) else None
    if person is None:
        raise Http404
    form = IdentityCorrectionForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            changed = correct_identity(person, form.facts, reason=form.cleaned_data["reason"], by=officer)
        except NationalIdTaken:
            form.add_error("national_id", _("Une autre personne porte déjà cet INE : signalez le doublon à la DSIN."))
        else:
            said = _("L’identité est corrigée.") if changed else _("Rien n’a changé.")
            messages.success(request, said)
            return redirect("enrolment:student_file", number=person.student_number)
    facts = {"form": form, "person": person}
    return render(request, "enrolment/office/identity.html", facts, status=422 if form.errors else 200)
