"""The bank's word, in any order, number and mixture."""

from dataclasses import dataclass

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peristyle.accounts.public import Account
from peristyle.audit.public import journal
from peristyle.enrolment.actions.receive_notification import UnknownProvider, receive_notification
from peristyle.enrolment.models import Enrolment, LedgerEntry, PaymentAttempt, PaymentNotification, Receipt, Verdict
from peristyle.enrolment.queries import balance_of
from tests.enrolment.adapters.banks import Said, SandboxVoice
from tests.enrolment.factories import ReadyFileFactory, an_attempt

pytestmark = pytest.mark.django_db


def hear(said: Said) -> Verdict:
    """It reaches us."""
    return receive_notification("sandbox", said.headers, said.body, "")


def say(attempt: PaymentAttempt, *, accepted: bool = True, transaction_id: str = "T1", cents: int = 17800) -> Said:
    """The sandbox bank decides about an attempt."""
    bank = SandboxVoice()
    return bank.say(attempt.reference, accepted=accepted, transaction_id=transaction_id, amount_cents=cents)


def test_a_yes_enrols_and_the_second_yes_changes_nothing() -> None:
    attempt = an_attempt()

    assert [hear(say(attempt)), hear(say(attempt))] == [Verdict.ACCEPTED, Verdict.ALREADY_KNOWN]

    assert Enrolment.objects.count() == Receipt.objects.count() == 1


def test_a_no_is_kept_and_the_yes_that_follows_enrols() -> None:
    attempt = an_attempt()

    assert [hear(say(attempt, accepted=False)), hear(say(attempt))] == [Verdict.REFUSED_BY_BANK, Verdict.ACCEPTED]

    attempt.refresh_from_db()
    assert attempt.refused_at
    assert attempt.refusal_code == "refused"


def test_a_late_no_does_not_undo_a_yes() -> None:
    attempt = an_attempt()

    assert [hear(say(attempt)), hear(say(attempt, accepted=False))] == [Verdict.ACCEPTED, Verdict.ALREADY_KNOWN]

    assert Receipt.objects.exists()
    attempt.refresh_from_db()
    assert attempt.refused_at is None


@pytest.mark.parametrize(
    ("cents", "reference", "verdict"),
    [(17799, None, Verdict.WRONG_AMOUNT), (17800, "0" * 32, Verdict.UNKNOWN_REFERENCE)],
)
def test_what_does_not_fit_is_refused_and_stands_in_the_journal(
    cents: int, reference: str | None, verdict: Verdict
) -> None:
    attempt = an_attempt()
    if reference:
        attempt.reference = reference

    assert hear(say(attempt, cents=cents)) == verdict

    assert PaymentNotification.objects.get().verdict == verdict
    assert journal(action=f"enrolment.notification_{verdict}").count() == 1
    assert not LedgerEntry.objects.exists()


def test_a_forged_word_is_refused_and_stands_in_the_journal() -> None:
    said = say(an_attempt())

    assert hear(Said({"X-Sandbox-Signature": "0" * 64}, said.body)) == Verdict.FORGED

    assert journal(action="enrolment.notification_forged").count() == 1
    assert not LedgerEntry.objects.exists()


def test_another_bank_is_not_ours() -> None:
    with pytest.raises(UnknownProvider):
        receive_notification("paybox", {}, b"", "")


@dataclass(frozen=True)
class Word:
    """Something that arrives: about which of two attempts, under which transaction, for how much, from whom."""

    attempt: int
    accepted: bool
    transaction: int
    right_amount: bool
    forged: bool

    @property
    def is_right(self) -> bool:
        """Whether it ought to enrol."""
        return self.accepted and self.right_amount and not self.forged


words = st.builds(
    Word,
    attempt=st.integers(0, 1),
    accepted=st.booleans(),
    transaction=st.integers(0, 2),
    right_amount=st.sampled_from([True, True, True, False]),
    forged=st.sampled_from([False, False, False, True]),
)
YES = Word(attempt=0, accepted=True, transaction=0, right_amount=True, forged=False)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heard=st.lists(words, max_size=8))
@example(heard=[YES, YES])
@example(heard=[Word(0, accepted=False, transaction=0, right_amount=True, forged=False), YES])
def test_whatever_arrives_in_whatever_order_one_right_yes_enrols_once(heard: list[Word]) -> None:
    for table in (DBTaskResult, Account):
        table.objects.all().delete()
    file = ReadyFileFactory.create()
    attempts = [an_attempt(file), an_attempt(file)]

    for word in heard:
        said = say(
            attempts[word.attempt],
            accepted=word.accepted,
            transaction_id=f"{file.pk}-{word.transaction}",
            cents=17800 if word.right_amount else 100,
        )
        hear(Said({}, said.body) if word.forged else said)

    paid = any(word.is_right for word in heard)
    assert Receipt.objects.filter(invoice__file=file).count() == paid
    assert Enrolment.objects.filter(file=file).count() == paid
    assert Account.objects.count() == paid
    assert DBTaskResult.objects.filter(task_path__endswith=".send_activation").count() == paid
    entries = LedgerEntry.objects.filter(invoice__file=file).count()
    assert entries == len({word.transaction for word in heard if word.is_right})
    assert balance_of(attempts[0].invoice).owed_back_cents == max(0, entries - 1) * 17800
