"""What must be true of newcomers who paid, whatever died on the way; to be asked inside the house."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection
from django.db.models import QuerySet, Sum
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.demo.actions.move_clock import move_clock
from peristyle.demo.models import DemoMail
from peristyle.demo.rules import Move
from peristyle.enrolment.models import (
    Admission,
    Enrolment,
    Invoice,
    LedgerEntry,
    NumberSeries,
    PaymentAttempt,
    Receipt,
    SandboxAnswer,
)
from peristyle.enrolment.queries import balance_of, ledger_totals
from peristyle.kernel import clock, retries
from peristyle.kernel.worker import batch_worker
from peristyle.people.models import Affiliation

#: Later than the last patience of a task that is tried again.
MOST_QUARTERS = 100
_TRUE_NUMBER = re.compile(r"[A-Z]\d{4}-(\d{6})")
_LINK = re.compile(r"/activation/[\w-]{43}/")


def let_a_quarter_pass() -> None:
    """Bring the activation mails due."""
    move_clock(Move.QUARTER)


def work_is_due() -> bool:
    """Whether a worker has something to do now."""
    later = {"run_after__gt": clock.machine_time(clock.now()), "run_after__lt": get_date_max()}
    undone = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return undone.exclude(**later).exists()


def problems(mailboxes: dict[str, str]) -> list[str]:
    """Do what is left to do, then tell what is wrong with whoever applied by these numbers; none is the bar.

    `mailboxes` gives the personal address of each application number.
    """
    _work_to_the_end()
    admissions = Admission.objects.filter(application_number__in=mailboxes)
    invoices = Invoice.objects.filter(file__admission__in=admissions)
    return [
        *_problems_of_tasks(),
        *_problems_of_books(invoices),
        *(problem for each in admissions for problem in _problems_of_newcomer(each, mailboxes)),
        *_problems_of_numbers("F", Invoice.objects.values_list("number", flat=True)),
        *_problems_of_numbers("Q", Receipt.objects.values_list("number", flat=True)),
    ]


def _work_to_the_end() -> None:
    retries.recover_lost_tasks(started_before=date.resolution * 0)
    for _ in range(MOST_QUARTERS):
        batch_worker().run()
        if not DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lt=get_date_max()).exists():
            return
        let_a_quarter_pass()


def _problems_of_tasks() -> Iterator[str]:
    for task in DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL):
        yield f"{task.task_path} is {task.status}: {task.traceback}"


def _problems_of_books(invoices: QuerySet[Invoice]) -> Iterator[str]:
    """The ledger's own reading, a sum of ours, and the books of the bank: all three agree, invoice by invoice."""
    entries = LedgerEntry.objects.filter(invoice__in=invoices)
    attempts = PaymentAttempt.objects.filter(invoice__in=invoices)
    with connection.cursor() as cursor:
        cursor.execute("SELECT invoice_id, SUM(amount_cents) FROM enrolment_ledgerentry GROUP BY invoice_id")
        ours = dict(cursor.fetchall())
    for invoice in invoices:
        books = balance_of(invoice)
        if books.paid_cents != ours.get(invoice.pk, 0):
            yield f"{invoice} has {books.paid_cents} cents in the ledger's reading, {ours.get(invoice.pk)} in our sum"
        if books.due_cents and not invoice.cancelled_at:
            yield f"{invoice} is due {books.due_cents} cents though the bank was paid"
        if bool(books.owed_back_cents) != bool(invoice.owed_back_since):
            yield f"{invoice} owes back {books.owed_back_cents} cents since {invoice.owed_back_since}"
        if invoice.total_cents != sum(invoice.lines.values_list("amount_cents", flat=True)):
            yield f"{invoice} is not the sum of its lines"
    references = attempts.values("reference")
    at_the_bank = SandboxAnswer.objects.filter(accepted=True, reference__in=references).aggregate(
        cents=Sum("amount_cents", default=0)
    )["cents"]
    by_day = sum(row["cents"] for row in ledger_totals(entries))
    by_invoice = sum(ours.get(invoice.pk, 0) for invoice in invoices)
    if not at_the_bank == by_day == by_invoice:
        yield f"{at_the_bank} cents in the bank's books, {by_day} in ours by day, {by_invoice} by invoice"


def _problems_of_newcomer(admission: Admission, mailboxes: dict[str, str]) -> Iterator[str]:
    enrolment = Enrolment.objects.filter(file__admission=admission).first()
    if enrolment is None:
        yield f"{admission.application_number} paid and is not enrolled"
        return
    person = enrolment.person_id
    letters = DemoMail.objects.filter(to=mailboxes[admission.application_number]).values_list("text", flat=True)
    counted = {
        "enrolments": Enrolment.objects.filter(person=person).count(),
        "affiliations": Affiliation.objects.filter(person=person).count(),
        "receipts": Receipt.objects.filter(invoice__file__admission=admission).count(),
        "accounts": Account.objects.filter(person=person).count(),
        "activation links": MailedLink.objects.filter(account__person=person, purpose=LinkPurpose.ACTIVATION).count(),
        "activation mails": sum(bool(_LINK.search(text)) for text in letters),
    }
    for name, count in counted.items():
        if count != 1:
            yield f"{admission.application_number} has {count} {name}"


def _problems_of_numbers(kind: str, numbers: Iterable[str]) -> Iterator[str]:
    """Numbers of the demonstration's own series aside, they go from 1 to the last without a gap."""
    given = sorted(int(found[1]) for number in numbers if (found := _TRUE_NUMBER.fullmatch(number)))
    last = sum(NumberSeries.objects.filter(kind=kind).values_list("last", flat=True))
    if given != list(range(1, last + 1)):
        yield f"the series {kind} went to {last} and holds {given}"
