"""Documents asked for at the same instant, where several processes may write at once."""

from collections.abc import Callable

import pytest
from django.db import transaction

from peristyle.documents.actions.write_document import write_document
from peristyle.documents.models import IssuedDocument
from peristyle.documents.public import cancel, document_file
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.documents.factories import a_document, said
from tests.harness.inhabitants import someone
from tests.harness.races import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def asking(person: Person, **how: object) -> Callable[[], str]:
    """Ask for a document in a transaction of one's own."""

    def ask() -> str:
        with transaction.atomic():
            return a_document(person, **how).number

    return ask


def issued() -> IssuedDocument:
    """A document, committed."""
    asking(someone(Role.STUDENT))()
    return IssuedDocument.objects.get()


def test_one_subject_asked_for_eight_times_at_once_is_one_document() -> None:
    person = someone(Role.STUDENT)

    numbers = at_once(*[asking(person)] * 8)

    assert len(set(numbers)) == 1
    assert IssuedDocument.objects.count() == 1


def test_different_subjects_at_once_are_numbered_without_a_gap() -> None:
    person = someone(Role.STUDENT)

    numbers = at_once(*(asking(person, subject=f"test:{subject}") for subject in range(8)))

    assert sorted(int(number[-6:]) for number in numbers) == list(range(1, 9))


def test_two_changes_at_once_leave_one_that_stands() -> None:
    person = someone(Role.STUDENT)
    asking(person)()

    at_once(*(asking(person, data=said(name=name)) for name in ("Ronce", "Églantine")))

    assert IssuedDocument.objects.filter(replaced_at=None).count() == 1
    assert IssuedDocument.objects.exclude(replaced_at=None).filter(replaced_by=None).count() == 0


def test_two_workers_on_one_document_leave_one_file() -> None:
    document = issued()

    at_once(*[lambda: write_document.call(document.pk)] * 2)

    document.refresh_from_db()
    assert document_file(document)


def test_two_officers_who_cancel_at_once_cancel_once() -> None:
    document = issued()

    assert sorted(at_once(*[lambda: cancel(document, "Erreur")] * 2)) == [False, True]
