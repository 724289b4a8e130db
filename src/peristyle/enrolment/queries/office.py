"""What waits for an officer in their composantes: each queue is one question."""

from django.db.models import Exists, OuterRef, QuerySet

from peristyle.enrolment.models import CorrectionRequest, Enrolment, EnrolmentFile, FileDecision
from peristyle.enrolment.queries.enrolments import standing_enrolments
from peristyle.enrolment.queries.files import known_person
from peristyle.enrolment.rules.capabilities import CORRECT_IDENTITY, DECIDE_FILES
from peristyle.enrolment.rules.decisions import DecisionKind
from peristyle.kernel import institution
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Affiliation, AffiliationKind, Person

#: Refused, they are taken out of the file, which goes on without them.
WISHES = (DecisionKind.GAP_YEAR, DecisionKind.SPECIAL_REGIME)


def corrections_to_decide(officer: Person) -> QuerySet[CorrectionRequest]:
    """Corrections that wait for the officer, the oldest first."""
    return corrections_seen_by(officer).filter(decided_at=None)


def corrections_seen_by(officer: Person) -> QuerySet[CorrectionRequest]:
    """Corrections that students of the officer's composantes ever asked for, the oldest first."""
    asked = CorrectionRequest.objects.all()
    within = scopes(officer, CORRECT_IDENTITY)
    if within is not None:
        tied = Affiliation.objects.filter(person=OuterRef("person"), kind=AffiliationKind.STUDENT, component__in=within)
        asked = asked.filter(Exists(tied))
    return asked.select_related("person").order_by("asked_at", "pk")


def decisions_to_take(officer: Person) -> QuerySet[FileDecision]:
    """Decisions that wait for the officer, the oldest first."""
    return decisions_seen_by(officer).filter(decided_at=None)


def decisions_seen_by(officer: Person) -> QuerySet[FileDecision]:
    """Decisions on files of the officer's composantes, taken or not, the oldest first."""
    within = scopes(officer, DECIDE_FILES)
    decisions = FileDecision.objects.all()
    if within is not None:
        decisions = decisions.filter(file__admission__step__degree__component__in=within)
    return decisions.select_related(
        "file__admission__step__degree__component", "file__admission__academic_year", "file__admission__person"
    ).order_by("raised_at", "pk")


def enrolments_within(officer: Person, capability: str) -> QuerySet[Enrolment]:
    """The enrolments of the composantes in which an officer holds a capability."""
    enrolments = Enrolment.objects.select_related("person", "step__degree__component", "academic_year")
    within = scopes(officer, capability)
    return enrolments if within is None else enrolments.filter(step__degree__component__in=within)


def former_enrolments_in_step(file: EnrolmentFile) -> int:
    """In how many former years the person of a file was enrolled in its étape, whatever its version."""
    person, admission = known_person(file), file.admission
    if person is None:
        return 0
    former = standing_enrolments().filter(person=person, step__code=admission.step.code)
    years = former.filter(academic_year__lt=admission.academic_year_id).values("academic_year")
    return years.distinct().count()


def blocking_decision(file: EnrolmentFile) -> FileDecision | None:
    """The decision that the payment of a file waits for, or that forbids it: not taken yet, or a refusal."""
    before_payment = institution.current().decisions.before_payment
    decisions = FileDecision.objects.filter(file=file, kind__in=before_payment)
    return decisions.exclude(accepted=True).exclude(accepted=False, kind__in=WISHES).first()
