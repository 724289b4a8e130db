from itertools import product

import pytest

from peristyle.enrolment.rules.checklist import (
    Access,
    Documents,
    Facts,
    Item,
    Line,
    Standing,
    checklist,
    next_line,
)
from peristyle.enrolment.rules.checklist_words import ICONS, SIGNS, TITLES, sentence
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.progress import ORDER, FileStep

ANSWERED = frozenset(ORDER[: ORDER.index(FileStep.FEES)])
SETTLED = ANSWERED | {FileStep.FEES}


def facts(
    done: frozenset[FileStep] = frozenset(),
    payment: PaymentState = PaymentState.UNPAID,
    access: Access = Access.NONE,
    documents: Documents | None = None,
    units: Standing | None = None,
) -> Facts:
    return Facts(done, payment, access, documents, units)


def standings(told: Facts) -> dict[Item, Standing]:
    return {line.item: line.standing for line in checklist(told)}


def test_a_file_not_begun_leads_to_its_first_question() -> None:
    first, *_ = lines = checklist(facts())

    assert first == Line(Item.FILE, Standing.TO_DO, FileStep.IDENTIFIERS)
    assert next_line(lines) == first
    assert standings(facts())[Item.PAYMENT] == Standing.LATER


def test_an_answered_file_leads_to_its_payment() -> None:
    line = next_line(checklist(facts(ANSWERED)))

    assert line == Line(Item.PAYMENT, Standing.TO_DO, PaymentState.UNPAID)


def test_a_paid_file_leads_to_the_activation_then_to_nothing() -> None:
    waiting = facts(SETTLED, PaymentState.PAID, Access.ACTIVATABLE)
    active = facts(SETTLED, PaymentState.PAID, Access.ACTIVE)

    assert next_line(checklist(waiting)) == Line(Item.ACCOUNT, Standing.TO_DO, Access.ACTIVATABLE)
    assert next_line(checklist(active)) is None


def test_what_is_wrong_comes_before_what_is_to_be_done() -> None:
    told = facts(SETTLED, PaymentState.PAID, Access.ACTIVATABLE, Documents(to_give=2, refused=1))

    line = next_line(checklist(told))

    assert line == Line(Item.DOCUMENTS, Standing.WRONG, "refused")


@pytest.mark.parametrize(
    ("documents", "standing"),
    [
        (Documents(to_give=1, waiting=1), Standing.TO_DO),
        (Documents(waiting=1), Standing.WAITING),
        (Documents(), Standing.DONE),
    ],
)
def test_documents_stand_as_the_least_advanced(documents: Documents, standing: Standing) -> None:
    assert standings(facts(SETTLED, PaymentState.PAID, documents=documents))[Item.DOCUMENTS] == standing


@pytest.mark.parametrize(
    ("done", "access", "standing"),
    [
        (ANSWERED, Access.ACTIVE, Standing.LATER),
        (SETTLED, Access.ACTIVATABLE, Standing.LATER),
        (SETTLED, Access.ACTIVE, Standing.TO_DO),
    ],
)
def test_units_are_chosen_once_enrolled_behind_the_account(
    done: frozenset[FileStep], access: Access, standing: Standing
) -> None:
    assert standings(facts(done, access=access, units=Standing.TO_DO))[Item.UNITS] == standing


def test_every_line_has_its_words() -> None:
    progress = [frozenset(ORDER[:count]) for count in range(len(ORDER))]
    for done, payment, access in product(progress, PaymentState, Access):
        for documents, units in ((None, None), (Documents(), Standing.DONE), (Documents(1, 1, 1), Standing.WAITING)):
            for line in checklist(Facts(done, payment, access, documents, units)):
                assert str(TITLES[line.item])
                assert ICONS[line.item]
                assert SIGNS[line.standing]
                assert str(sentence(line)).endswith(".")
