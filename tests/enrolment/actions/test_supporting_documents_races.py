"""Officers and pieces of files that come at the same instant, where several processes may write at once."""

from collections.abc import Callable

import pytest
from django.db import transaction

from peristyle.enrolment.actions.supporting_documents.check_documents import take_next
from peristyle.enrolment.actions.supporting_documents.upload_in_pieces import (
    WrongOffset,
    begin_upload,
    receive_piece,
)
from peristyle.enrolment.models import GivenFile, SupportingDocument
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.papers import _given_files_lie_here, a_picture, an_enrolment, entry
from tests.harness.inhabitants import someone
from tests.harness.races import at_once

__all__ = ["_given_files_lie_here"]
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def taking(officer: Person) -> Callable[[], int | None]:
    """The officer presses « Commencer »: the file they are given."""

    def take() -> int | None:
        with transaction.atomic():
            document = take_next(officer)
            return document.file_id if document else None

    return take


def test_eight_officers_at_once_are_given_eight_files() -> None:
    files = [an_enrolment().file for _ in range(8)]
    SupportingDocument.objects.bulk_create(
        SupportingDocument(file=file, kind="identity", state=DocumentState.WAITING, since=clock.now()) for file in files
    )
    officers = [someone(Role.REGISTRAR_OFFICER) for _ in range(8)]

    assert sorted(at_once(*map(taking, officers)), key=str) == sorted((file.pk for file in files), key=str)


def test_the_last_piece_sent_four_times_at_once_gives_one_file() -> None:
    file, content = an_enrolment().file, a_picture()
    with transaction.atomic():
        upload = begin_upload(file, entry("identity"), name="a.jpg", size=len(content), fingerprint="a")

    def send() -> str:
        try:
            receive_piece(upload, entry("identity"), 0, content)
        except WrongOffset as wrong:
            return f"{wrong.received} are here"
        return "given"

    assert sorted(at_once(*[send] * 4)) == [f"{len(content)} are here"] * 3 + ["given"]
    assert GivenFile.objects.count() == 1
