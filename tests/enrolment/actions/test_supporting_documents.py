"""The life of a supporting document: given, examined, checked, told, forgotten."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from peristyle.enrolment.actions.supporting_documents.check_documents import (
    DocumentChanged,
    HeldByAnother,
    accept_document,
    leave_files,
    refuse_document,
    reopen_document,
    take_next,
)
from peristyle.enrolment.actions.supporting_documents.declare_not_concerned import (
    CannotBeDeclared,
    declare_not_concerned,
)
from peristyle.enrolment.actions.supporting_documents.examine_file import examine_file
from peristyle.enrolment.actions.supporting_documents.give_file import NoRoomLeft, give_file
from peristyle.enrolment.actions.supporting_documents.sweep_documents import sweep_documents, sweep_uploads
from peristyle.enrolment.actions.supporting_documents.take_back_file import AlreadyDecided, take_back_file
from peristyle.enrolment.actions.supporting_documents.upload_in_pieces import (
    TooManyUploads,
    WrongOffset,
    begin_upload,
    receive_piece,
)
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import DocumentEvent, EnrolmentFile, GivenFile, SupportingDocument, UnfinishedUpload
from peristyle.enrolment.personal_data import erase
from peristyle.enrolment.queries import documents_complete, photograph_of, supporting_documents_of
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.rules.uploads import UNFINISHED_PER_FILE
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, Person
from tests.enrolment.factories import DegreeFactory, StepFactory, component
from tests.enrolment.papers import (
    _given_files_lie_here,
    a_pdf,
    a_picture,
    a_portrait,
    an_enrolment,
    document_of,
    entry,
    pieces_of,
)
from tests.harness.inhabitants import Inhabitants, someone
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

__all__ = ["_given_files_lie_here"]
pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-09-15 10:00")


@pytest.fixture
def file() -> EnrolmentFile:
    return an_enrolment().file


def give(file: EnrolmentFile, kind: str = "identity", content: bytes | None = None, name: str = "page.jpg") -> None:
    """Give a file for a document, whole."""
    content = a_picture() if content is None else content
    give_file(file, entry(kind), [content], name=name, size=len(content))


def waiting_document(file: EnrolmentFile, run: Run, kind: str = "identity") -> SupportingDocument:
    """A document whose file was examined and waits for an officer."""
    give(file, kind, a_portrait() if kind == "photograph" else None)
    run()
    return document_of(file, kind)


def an_officer(scope: Component | None = None) -> Person:
    return someone(Role.REGISTRAR_OFFICER, component=scope)


# Giving


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (a_picture(), "image/jpeg"),
        (a_picture(kind="PNG"), "image/jpeg"),
        (a_picture(kind="HEIF"), "image/jpeg"),
        (a_pdf(3), "application/pdf"),
    ],
)
def test_a_document_waits_for_an_officer_once_its_file_was_examined(
    file: EnrolmentFile, content: bytes, media_type: str, run_due_tasks: Run
) -> None:
    give(file, content=content)
    before = document_of(file).state
    run_due_tasks()

    document = document_of(file)
    assert (before, document.state) == (DocumentState.TO_GIVE, DocumentState.WAITING)
    assert [given.media_type for given in document.given_files.all()] == [media_type]
    assert [event.change for event in document.events.all()] == ["given"]


def test_an_examination_done_twice_changes_nothing(file: EnrolmentFile, run_due_tasks: Run) -> None:
    document = waiting_document(file, run_due_tasks)
    examine_file.enqueue(document.given_files.get().pk)
    run_due_tasks()

    assert document.events.count() == 1


def test_several_pages_make_one_document(file: EnrolmentFile, run_due_tasks: Run) -> None:
    for _ in range(3):
        give(file)
    run_due_tasks()

    assert document_of(file).given_files.count() == 3
    assert document_of(file).events.count() == 1


def test_no_more_files_than_pages_are_taken(file: EnrolmentFile) -> None:
    for _ in range(entry("identity").pages):
        give(file)

    with pytest.raises(NoRoomLeft):
        give(file)


def test_a_file_that_is_not_taken_says_why_and_is_not_kept(file: EnrolmentFile, run_due_tasks: Run) -> None:
    give(file, content=a_pdf(61), name="roman.pdf")
    run_due_tasks()

    (wanted,) = [each for each in supporting_documents_of(file) if each.kind == "identity"]
    assert wanted.state == DocumentState.TO_GIVE
    assert "trop de pages" in str(wanted.given_files[0].refusal_sentence)
    assert list(document_store.written_before(clock.now() + timedelta(days=900))) == []


def test_a_portrait_must_be_one(file: EnrolmentFile, run_due_tasks: Run) -> None:
    give(file, "photograph", a_picture(600, 400))
    run_due_tasks()

    assert document_of(file, "photograph").given_files.get().refusal == "portrait_shape"


def test_a_new_file_takes_the_place_of_the_one_that_was_not_taken(file: EnrolmentFile, run_due_tasks: Run) -> None:
    give(file, "photograph", a_picture(600, 400))
    run_due_tasks()
    give(file, "photograph", a_portrait())
    run_due_tasks()

    assert document_of(file, "photograph").given_files.count() == 1
    assert document_of(file, "photograph").state == DocumentState.WAITING


def test_a_file_taken_back_is_removed(
    file: EnrolmentFile, run_due_tasks: Run, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    given = waiting_document(file, run_due_tasks).given_files.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        take_back_file(given)

    assert document_of(file).state == DocumentState.TO_GIVE
    assert not document_store.path_of(given.stored_as).exists()


def test_what_an_officer_has_accepted_stays(file: EnrolmentFile, run_due_tasks: Run) -> None:
    document = waiting_document(file, run_due_tasks)
    accept_document(document, an_officer(), revision=document.revision)

    with pytest.raises(AlreadyDecided):
        take_back_file(document.given_files.get())
    with pytest.raises(NoRoomLeft):
        give(file)


def test_a_document_that_does_not_concern_one_waits_for_an_officer_s_word(file: EnrolmentFile) -> None:
    declare_not_concerned(file, entry("defence-day"))
    declared = document_of(file, "defence-day")
    (before,) = [each for each in supporting_documents_of(file) if each.kind == "defence-day"]
    accept_document(declared, an_officer(), revision=declared.revision)
    (after,) = [each for each in supporting_documents_of(file) if each.kind == "defence-day"]

    assert (before.is_settled, after.is_settled) == (False, True)
    assert after.state == DocumentState.NOT_CONCERNED


def test_an_identity_document_concerns_everybody(file: EnrolmentFile) -> None:
    with pytest.raises(CannotBeDeclared):
        declare_not_concerned(file, entry("identity"))


def test_a_file_is_complete_once_all_that_blocks_is_accepted(file: EnrolmentFile, run_due_tasks: Run) -> None:
    officer = an_officer()
    for kind in [wanted.kind for wanted in supporting_documents_of(file) if wanted.blocking]:
        assert not documents_complete(file)
        document = waiting_document(file, run_due_tasks, kind)
        accept_document(document, officer, revision=document.revision)

    assert documents_complete(file)
    photograph = photograph_of(file.enrolment.person)
    assert photograph is not None
    assert photograph.is_picture


# Piece by piece


def test_a_file_may_come_piece_by_piece(file: EnrolmentFile, run_due_tasks: Run) -> None:
    content = a_picture(300, 300)
    upload = begin_upload(file, entry("identity"), name="page.jpg", size=len(content), fingerprint="a")
    for offset, piece in pieces_of(content, 500):
        receive_piece(upload, entry("identity"), offset, piece)
    run_due_tasks()

    assert document_of(file).state == DocumentState.WAITING
    assert not UnfinishedUpload.objects.exists()


def test_a_cut_upload_goes_on_where_it_was(file: EnrolmentFile) -> None:
    content = a_picture(300, 300)
    upload = begin_upload(file, entry("identity"), name="page.jpg", size=len(content), fingerprint="a")
    receive_piece(upload, entry("identity"), 0, content[:500])
    with pytest.raises(WrongOffset) as wrong:
        receive_piece(upload, entry("identity"), 0, content[:500])
    again = begin_upload(file, entry("identity"), name="page.jpg", size=len(content), fingerprint="a")

    assert wrong.value.received == again.received == 500
    assert again.pk == upload.pk


def test_pieces_never_make_more_than_was_announced(file: EnrolmentFile) -> None:
    upload = begin_upload(file, entry("identity"), name="page.jpg", size=100, fingerprint="a")

    with pytest.raises(WrongOffset):
        receive_piece(upload, entry("identity"), 0, a_picture(300, 300))


def test_few_uploads_are_under_way_at_once(file: EnrolmentFile, at: Traveller) -> None:
    for number in range(UNFINISHED_PER_FILE):
        begin_upload(file, entry("identity"), name="page.jpg", size=100, fingerprint=str(number))
    with pytest.raises(TooManyUploads):
        begin_upload(file, entry("cvec"), name="page.jpg", size=100, fingerprint="one more")

    at.later(hours=25)
    begin_upload(file, entry("cvec"), name="page.jpg", size=100, fingerprint="tomorrow")


def test_unfinished_uploads_are_swept(
    file: EnrolmentFile, at: Traveller, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    upload = begin_upload(file, entry("identity"), name="page.jpg", size=9000, fingerprint="a")
    receive_piece(upload, entry("identity"), 0, a_picture()[:100])
    at.later(hours=25)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        sweep_uploads.call()

    assert not UnfinishedUpload.objects.exists()
    assert not document_store.path_of(upload.stored_as).exists()


# Checking


def test_officers_are_given_the_oldest_file_and_never_the_same(run_due_tasks: Run, at: Traveller) -> None:
    first = waiting_document(an_enrolment().file, run_due_tasks)
    at.later(minutes=5)
    second = waiting_document(an_enrolment().file, run_due_tasks)
    one, other = an_officer(), an_officer()

    assert take_next(one) == first
    assert take_next(other) == second
    assert take_next(an_officer()) is None
    with pytest.raises(HeldByAnother):
        accept_document(first, other, revision=first.revision)


def test_a_file_is_free_again_after_ten_minutes(run_due_tasks: Run, at: Traveller) -> None:
    document = waiting_document(an_enrolment().file, run_due_tasks)
    take_next(an_officer())
    at.later(minutes=11)

    assert take_next(an_officer()) == document


def test_the_documents_of_a_file_come_one_after_the_other(run_due_tasks: Run, at: Traveller) -> None:
    file, other = an_enrolment().file, an_enrolment().file
    first = waiting_document(file, run_due_tasks)
    at.later(minutes=1)
    elsewhere = waiting_document(other, run_due_tasks)
    at.later(minutes=1)
    second = waiting_document(file, run_due_tasks, "cvec")
    officer = an_officer()

    walked = [take_next(officer)]
    while (following := take_next(officer, after=walked[-1])) is not None:
        walked.append(following)

    assert walked == [first, second, elsewhere]


def test_an_officer_of_a_composante_sees_its_documents_only(run_due_tasks: Run) -> None:
    elsewhere = StepFactory.create(code="DD1", degree=DegreeFactory.create(code="LDRO", component=component("DSP")))
    waiting_document(an_enrolment(admission__step=elsewhere).file, run_due_tasks)

    assert take_next(an_officer(component("ECO"))) is None
    assert take_next(an_officer(component("DSP"))) is not None


def test_nobody_decides_on_what_they_have_not_seen(file: EnrolmentFile, run_due_tasks: Run) -> None:
    seen = waiting_document(file, run_due_tasks)
    give(file)
    run_due_tasks()

    with pytest.raises(DocumentChanged):
        accept_document(document_of(file), an_officer(), revision=seen.revision)


def test_a_document_is_decided_once(file: EnrolmentFile, run_due_tasks: Run) -> None:
    document, officer = waiting_document(file, run_due_tasks), an_officer()
    accept_document(document, officer, revision=document.revision)

    with pytest.raises(DocumentChanged):
        refuse_document(document, officer, revision=document.revision, reason="unreadable", said="")


def test_a_refused_document_may_be_given_again(file: EnrolmentFile, run_due_tasks: Run) -> None:
    document = waiting_document(file, run_due_tasks)
    refuse_document(document, an_officer(), revision=document.revision, reason="unreadable", said="Le bas manque.")
    (refused,) = [each for each in supporting_documents_of(file) if each.kind == "identity"]
    give(file)
    run_due_tasks()

    assert "flou" in refused.reason
    assert "Le bas manque." in refused.reason
    assert document_of(file).state == DocumentState.WAITING
    assert document_of(file).given_files.count() == 1


def test_a_decision_may_be_undone(file: EnrolmentFile, run_due_tasks: Run) -> None:
    document, officer = waiting_document(file, run_due_tasks), an_officer()
    accept_document(document, officer, revision=document.revision)
    reopen_document(document_of(file), officer)

    assert document_of(file).state == DocumentState.WAITING
    assert take_next(officer) == document


# Telling


def test_one_letter_tells_all_that_was_decided_when_the_officer_leaves_the_file(
    file: EnrolmentFile, run_due_tasks: Run, outbox: Outbox
) -> None:
    identity = waiting_document(file, run_due_tasks)
    cvec = waiting_document(file, run_due_tasks, "cvec")
    officer = an_officer()
    take_next(officer)
    accept_document(identity, officer, revision=identity.revision)
    refuse_document(cvec, officer, revision=cvec.revision, reason="out-of-date", said="Celle de 2025.")
    run_due_tasks()
    before = len(outbox)
    leave_files(officer)
    run_due_tasks()

    assert before == 0
    assert len(outbox) == 1
    assert "Pièce d’identité" in outbox.last.text
    assert "Celle de 2025." in outbox.last.text


def test_who_forgets_to_leave_is_helped(file: EnrolmentFile, run_due_tasks: Run, outbox: Outbox, at: Traveller) -> None:
    document, officer = waiting_document(file, run_due_tasks), an_officer()
    take_next(officer)
    accept_document(document, officer, revision=document.revision)
    run_due_tasks(regular=True)
    early = len(outbox)
    at.later(minutes=31)
    run_due_tasks(regular=True)
    at.later(minutes=31)
    run_due_tasks(regular=True)

    assert (early, len(outbox)) == (0, 1)


# Forgetting


def test_documents_are_forgotten_at_their_term(
    file: EnrolmentFile, run_due_tasks: Run, at: Traveller, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    document = waiting_document(file, run_due_tasks)
    refuse_document(document, an_officer(), revision=document.revision, reason="other", said="Une phrase sur elle.")
    stored_as = document.given_files.get().stored_as
    at.later(days=365 + institution.current().retention.supporting_document_days)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        sweep_documents.call()

    assert not GivenFile.objects.exists()
    assert not document_store.path_of(stored_as).exists()
    assert document_of(file).said == ""
    assert document_of(file).state == DocumentState.REFUSED
    assert not DocumentEvent.objects.exclude(said="").exists()


def test_a_file_left_by_a_crash_is_swept(file: EnrolmentFile, run_due_tasks: Run) -> None:
    kept = waiting_document(file, run_due_tasks).given_files.get().stored_as
    left = document_store.keep([b"nobody's"])
    three_days_ago = clock.machine_time(clock.now() - timedelta(days=3)).timestamp()
    for name in (kept, left):
        os.utime(document_store.path_of(name), (three_days_ago, three_days_ago))
    sweep_documents.call()

    assert document_store.path_of(kept).exists()
    assert not document_store.path_of(left).exists()


def test_documents_are_erased_with_the_person(
    file: EnrolmentFile,
    run_due_tasks: Run,
    inhabitant: Inhabitants,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    stored_as = waiting_document(file, run_due_tasks).given_files.get().stored_as
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():  # type: ignore[attr-defined]
        erase(file.enrolment.person.pk)

    assert not SupportingDocument.objects.exists()
    assert not document_store.path_of(stored_as).exists()
