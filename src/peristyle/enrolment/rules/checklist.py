"""What is done, what is missing, what happens next: the list a student reads, from facts alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.progress import FileStep, present_step


class Item(StrEnum):
    """A line of the list, in the order in which a year begins."""

    FILE = "file"
    PAYMENT = "payment"
    ACCOUNT = "account"
    DOCUMENTS = "documents"
    UNITS = "units"


class Standing(StrEnum):
    """Where a line stands: done; for the student to do; at the university's, or a bank's; not yet open; wrong."""

    DONE = "done"
    TO_DO = "to_do"
    WAITING = "waiting"
    LATER = "later"
    WRONG = "wrong"


class Access(StrEnum):
    """Where the account of a student stands."""

    NONE = "none"
    PENDING = "pending"
    ACTIVATABLE = "activatable"
    ACTIVE = "active"


@dataclass(frozen=True)
class Documents:
    """How many supporting documents are to be given, wait for an officer, were refused; the others are accepted."""

    to_give: int = 0
    waiting: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Facts:
    """What is known of a file; `documents` None: none is wanted; `units` None: nothing is to be chosen."""

    steps_done: frozenset[FileStep]
    payment: PaymentState
    access: Access
    documents: Documents | None = None
    units: Standing | None = None


@dataclass(frozen=True)
class Line:
    """A line of the list; `detail` is the word that tells why it stands so, for the page to put in a sentence."""

    item: Item
    standing: Standing
    detail: str = ""


def checklist(facts: Facts) -> tuple[Line, ...]:
    """The lines of a file, in their order."""
    return tuple(_lines(facts))


def next_line(lines: tuple[Line, ...]) -> Line | None:
    """What the student should do now: mend what is wrong, then the first thing to do; None: nothing."""
    for wanted in (Standing.WRONG, Standing.TO_DO):
        for line in lines:
            if line.standing == wanted:
                return line
    return None


def _lines(facts: Facts) -> Iterator[Line]:
    settled = FileStep.FEES in facts.steps_done
    missing = present_step(facts.steps_done)
    answered = settled or missing == FileStep.FEES
    yield Line(Item.FILE, Standing.DONE) if answered else Line(Item.FILE, Standing.TO_DO, missing)
    yield _payment(facts.payment, answered=answered)
    yield _account(facts.access)
    if facts.documents is not None:
        yield _documents(facts.documents)
    if facts.units is not None:
        yield _units(facts.units if settled else Standing.LATER, facts.access)


def _payment(payment: PaymentState, *, answered: bool) -> Line:
    standing = {
        PaymentState.UNPAID: Standing.TO_DO if answered else Standing.LATER,
        PaymentState.PENDING: Standing.WAITING,
        # The enrolment stands from the first instalment on; the others are due on their days.
        PaymentState.PART_PAID: Standing.WAITING,
        PaymentState.OVERDUE: Standing.WRONG,
    }.get(payment, Standing.DONE)
    return Line(Item.PAYMENT, standing, payment)


def _account(access: Access) -> Line:
    standing = {
        Access.NONE: Standing.LATER,
        Access.PENDING: Standing.WAITING,
        Access.ACTIVATABLE: Standing.TO_DO,
        Access.ACTIVE: Standing.DONE,
    }[access]
    return Line(Item.ACCOUNT, standing, access)


def _units(units: Standing, access: Access) -> Line:
    """Units are chosen behind the account."""
    if units == Standing.TO_DO and access != Access.ACTIVE:
        return Line(Item.UNITS, Standing.LATER, access)
    return Line(Item.UNITS, units)


def _documents(documents: Documents) -> Line:
    if documents.refused:
        return Line(Item.DOCUMENTS, Standing.WRONG, "refused")
    if documents.to_give:
        return Line(Item.DOCUMENTS, Standing.TO_DO, "to_give")
    if documents.waiting:
        return Line(Item.DOCUMENTS, Standing.WAITING, "waiting")
    return Line(Item.DOCUMENTS, Standing.DONE)
