"""Whatever happens in whatever order: one person, one account, one main enrolment, none of one étape twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peristyle.accounts.public import Account
from peristyle.curriculum.public import Step
from peristyle.enrolment.actions.authorise_reenrolments import AlreadySettled, authorise_reenrolment
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid
from peristyle.enrolment.actions.office.cancel_enrolment import cancel_enrolment
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import AlreadyEnrolled, start_payment
from peristyle.enrolment.models import Admission, CancellationReason, Enrolment, EnrolmentFile, PaymentAttempt
from peristyle.enrolment.queries import standing_enrolments
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import AdmissionFactory, ReadyFileFactory, StepFactory, a_former_student
from tests.harness.inhabitants import someone
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
YEAR = 2026
INE = "0600000001P"
CODES = ("EE2", "DR1", "HI1")
happenings = st.lists(
    st.tuples(
        st.sampled_from(["authorise", "apply", "pay", "pay", "pay again", "cancel"]), st.integers(0, len(CODES) - 1)
    ),
    min_size=3,
    max_size=14,
)


@contextmanager
def example() -> Iterator[None]:
    """A world of its own."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Oracle:
    """What ought to be, kept by the plainest means: the étapes that stand."""

    student: Person
    officer: Person
    steps: list[Step]
    standing: set[str] = field(default_factory=set)

    def authorise(self, step: Step) -> None:
        try:
            authorise_reenrolment(self.student, step, YEAR, grant_holder=False, by=self.officer)
        except AlreadySettled:
            assert step.code in self.standing

    def apply(self, step: Step) -> None:
        """The same person is admitted by an application too."""
        AdmissionFactory.create(step=step, grant_holder=False)

    def pay(self, step: Step) -> None:
        """The holder of some admission to the étape answers all and pays."""
        for file in self._files(step):
            try:
                attempt = start_payment(file)
            except (AlreadyEnrolled, AlreadyPaid):
                continue
            if attempt:
                self._receive(attempt, f"T{attempt.pk}")
            self.standing.add(step.code)
            return

    def pay_again(self, step: Step) -> None:
        """The bank tells an old payment again, or a second one of the same attempt."""
        for attempt in PaymentAttempt.objects.filter(invoice__file__admission__step=step):
            self._receive(attempt, f"T{attempt.pk}")

    def cancel(self, step: Step) -> None:
        enrolment = standing_enrolments().filter(step=step, academic_year=YEAR).first()
        if enrolment:
            cancel_enrolment(enrolment, reason=CancellationReason.RESIGNATION, explanation="", by=self.officer)
            self.standing.discard(step.code)

    def check(self) -> None:
        enrolments = list(standing_enrolments().filter(academic_year=YEAR).select_related("step"))
        assert sorted(each.step.code for each in enrolments) == sorted(self.standing)
        assert {each.person_id for each in enrolments} <= {self.student.pk}
        assert sum(each.main for each in enrolments) == bool(enrolments)
        assert Person.objects.filter(birth_name="Martin").count() == 1
        assert Account.objects.filter(person=self.student).count() == 1

    def _files(self, step: Step) -> list[EnrolmentFile]:
        admissions = Admission.objects.filter(step=step, academic_year=YEAR, file=None)
        for admission in admissions:
            ReadyFileFactory.create(admission=admission, national_id=INE)
        waiting = EnrolmentFile.objects.filter(admission__step=step, admission__academic_year=YEAR, enrolment=None)
        return list(waiting.order_by("pk"))

    def _receive(self, attempt: PaymentAttempt, transaction_id: str) -> None:
        settle_payment(attempt.invoice_id, ReceivedPayment(attempt, transaction_id, attempt.amount_cents))


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings)
def test_whatever_happens_the_year_stays_right(at: Traveller, happened: list[tuple[str, int]]) -> None:
    with example():
        at("2025-07-10 10:00")
        student = a_former_student(YEAR - 1, national_id=INE)
        at("2026-07-10 10:00")
        steps = [StepFactory.create(code=code, label=code) for code in CODES]
        oracle = Oracle(student, someone(Role.REGISTRAR_OFFICER), steps)
        for verb, position in happened:
            getattr(oracle, verb.replace(" ", "_"))(steps[position])
            oracle.check()
        assert Enrolment.objects.filter(academic_year=YEAR - 1, cancelled_at=None).count() == 1
