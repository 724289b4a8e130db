"""Enrolling somebody at the counter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.actions.office.enrol_on_the_spot import (
    AlreadyEnrolled,
    Identity,
    Reach,
    Settlement,
    Situation,
    enrol_on_the_spot,
)
from peristyle.enrolment.actions.record_payment import AlreadyRecorded
from peristyle.enrolment.office_forms import EXEMPT, LATER_BY_CARD, OnTheSpotForm
from peristyle.enrolment.queries.students import admitted_seen_by, persons_alike, steps_within
from peristyle.enrolment.rules import cvec_numbers
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.capabilities import ENROL_ON_THE_SPOT
from peristyle.enrolment.rules.fees import NoTariffError
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.rules.situations import Regime
from peristyle.kernel import institution
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person

REACH = ("personal_email", "phone", "street", "postal_code", "city")
IDENTITY = (
    "birth_name",
    "given_name",
    "birth_date",
    "civility",
    "usual_name",
    "birth_place",
    "birth_country",
    "national_id",
)


@requires(ENROL_ON_THE_SPOT)
@writes
def on_the_spot(request: HttpRequest) -> HttpResponse:
    """One page: who, what, where to reach them, how they pay; whoever looks like them is shown first."""
    officer = person_of(request)
    steps = steps_within(officer, ENROL_ON_THE_SPOT)
    form = OnTheSpotForm(request.POST or None, steps=steps)
    if request.method == "POST" and form.is_valid():
        alike = persons_alike(
            **{name: form.cleaned_data[name] for name in ("birth_name", "given_name", "birth_date", "national_id")}
        )
        if alike:
            form = OnTheSpotForm(request.POST, steps=steps, alike=alike)
        if form.is_valid():
            number = _enrolled(form, {person.pk: person for person in alike}, officer)
            if number:
                return redirect("enrolment:on_the_spot_done", number=number)
    facts = {"form": form}
    return render(request, "enrolment/office/on_the_spot.html", facts, status=422 if form.errors else 200)


def _enrolled(form: OnTheSpotForm, alike: dict[int, Person], officer: Person) -> str | None:
    """The application number of whoever was enrolled; None: the form says why not."""
    answers = form.cleaned_data
    means = answers["means"]
    try:
        admission = enrol_on_the_spot(
            Identity(**{name: answers[name] for name in IDENTITY}, person=alike.get(answers.get("same_as") or 0)),
            Situation(
                steps_within(officer, ENROL_ON_THE_SPOT).get(pk=answers["step"]),
                cvec_numbers.canonical(answers["cvec_number"]),
                Regime(answers["regime"]),
                grant_holder=answers["grant_holder"],
            ),
            Reach(**{name: answers[name] for name in REACH}),
            Settlement(
                means=None if means in {EXEMPT, LATER_BY_CARD} else Means(means),
                exempt=means == EXEMPT,
                reference=answers["reference"],
            ),
            by=officer,
        )
    except AlreadyEnrolled:
        form.add_error("step", _("Cette personne y est déjà inscrite cette année : cherchez son dossier."))
    except NoTariffError:
        form.add_error("step", _("Aucun tarif n’est connu pour ce niveau aujourd’hui : prévenez la DSIN."))
    except AlreadyRecorded:
        form.add_error("reference", _("Ce paiement est déjà enregistré."))
    else:
        return admission.application_number
    return None


@requires(ENROL_ON_THE_SPOT)
@reads
def on_the_spot_done(request: HttpRequest, number: str) -> HttpResponse:
    """What the person takes away, to print: their SCOL'PASS when they are enrolled, how to pay when they are not."""
    admission = admitted_seen_by(person_of(request), number.upper())
    if admission is None or admission.origin != Origin.ON_THE_SPOT:
        raise Http404
    file = admission.file
    enrolment = getattr(file, "enrolment", None)
    person = enrolment.person if enrolment else None
    account = account_of_person(person.pk) if person else None
    facts = {
        "admission": admission,
        "file": file,
        "enrolment": enrolment,
        "person": person,
        "login": account.login if account else None,
        "awaits_activation": account is not None and not hasattr(account, "activation"),
        "delay": institution.current().accounts.activation_delay_minutes,
    }
    return render(request, "enrolment/office/on_the_spot_done.html", facts)
