"""Officers take files in hand, one each, and decide about their documents."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Min, Q

from peristyle.audit.public import record
from peristyle.enrolment.actions.supporting_documents.tell_decisions import tell_decisions
from peristyle.enrolment.actions.supporting_documents.write_history import write_history
from peristyle.enrolment.models import Checking, DocumentChange, SupportingDocument
from peristyle.enrolment.queries import free_to_check
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.kernel import clock
from peristyle.people.public import Person

HELD_FOR = timedelta(minutes=10)


class HeldByAnother(Exception):
    """A colleague has this file before them."""


class DocumentChanged(Exception):
    """Since the officer looked, the student gave something else, or a colleague decided."""


def take_next(officer: Person, *, after: SupportingDocument | None = None) -> SupportingDocument | None:
    """The next document for an officer: of the same file, then of the next file that nobody has; they then have it.

    Leaving a file tells the student what was decided there.
    """
    while document := _next(officer, after):
        if _hold(document.file_id, officer):
            leave_files(officer, but=document.file_id)
            return document
    leave_files(officer)
    return None


def leave_files(officer: Person, *, but: int | None = None) -> None:
    """Give up the files an officer has before them, and tell their students what was decided."""
    left = Checking.objects.filter(officer=officer).exclude(file=but)
    for file_id in list(left.order_by("id").values_list("file_id", flat=True)):
        tell_decisions.enqueue(file_id)
    left.delete()


def accept_document(document: SupportingDocument, officer: Person, *, revision: int) -> None:
    """Accept a document, or confirm that it does not concern the student. Raises HeldByAnother, DocumentChanged."""
    declared = document.state == DocumentState.NOT_CONCERNED
    state = DocumentState.NOT_CONCERNED if declared else DocumentState.ACCEPTED
    change = DocumentChange.CONFIRMED_NOT_CONCERNED if declared else DocumentChange.ACCEPTED
    _decide(document, officer, revision=revision, state=state)
    write_history(document, change, by=officer)
    record("enrolment.accept_document", actor=officer, subject=document.file, kind=document.kind)


def refuse_document(document: SupportingDocument, officer: Person, *, revision: int, reason: str, said: str) -> None:
    """Refuse a document for a reason of the list, with words if need be. Raises HeldByAnother, DocumentChanged."""
    _decide(document, officer, revision=revision, state=DocumentState.REFUSED, reason=reason, said=said)
    write_history(document, DocumentChange.REFUSED, by=officer, reason=reason, said=said)
    record("enrolment.refuse_document", actor=officer, subject=document.file, kind=document.kind, reason=reason)


def reopen_document(document: SupportingDocument, officer: Person) -> None:
    """Undo a decision: the document waits again. Raises HeldByAnother, DocumentChanged."""
    if not _hold(document.file_id, officer):
        raise HeldByAnother
    declared = document.state == DocumentState.NOT_CONCERNED or not document.given_files.exists()
    reopened = SupportingDocument.objects.filter(
        pk=document.pk, revision=document.revision, decided_at__isnull=False
    ).update(
        state=DocumentState.NOT_CONCERNED if declared else DocumentState.WAITING,
        decided_at=None,
        decided_by=None,
        reason="",
        said="",
        revision=document.revision + 1,
    )
    if not reopened:
        raise DocumentChanged
    write_history(document, DocumentChange.REOPENED, by=officer)
    record("enrolment.reopen_document", actor=officer, subject=document.file, kind=document.kind)


def _next(officer: Person, after: SupportingDocument | None) -> SupportingDocument | None:
    free = free_to_check(officer).order_by("since", "file", "id")
    if after is None:
        return free.first()
    same_file = free.filter(file=after.file_id).filter(Q(since__gt=after.since) | Q(since=after.since, pk__gt=after.pk))
    if found := same_file.first():
        return found
    reached = free.filter(file=after.file_id).aggregate(oldest=Min("since"))["oldest"]
    reached = min(reached, after.since) if reached else after.since
    seen = free.filter(Q(since__lt=reached) | Q(since=reached, file__lte=after.file_id))
    return free.exclude(file=after.file_id).exclude(file__in=seen.order_by().values("file")).first()


def _hold(file_id: int, officer: Person) -> bool:
    now = clock.now()
    mine_or_free = Checking.objects.filter(file=file_id).filter(Q(officer=officer) | Q(until__lte=now))
    if mine_or_free.update(officer=officer, until=now + HELD_FOR):
        return True
    try:
        with transaction.atomic():
            Checking.objects.create(file_id=file_id, officer=officer, until=now + HELD_FOR)
    except IntegrityError:
        return False
    return True


def _decide(
    document: SupportingDocument,
    officer: Person,
    *,
    revision: int,
    state: DocumentState,
    reason: str = "",
    said: str = "",
) -> None:
    if not _hold(document.file_id, officer):
        raise HeldByAnother
    decided = SupportingDocument.objects.filter(
        pk=document.pk,
        revision=revision,
        state__in=[DocumentState.WAITING, DocumentState.NOT_CONCERNED],
        decided_at=None,
    ).update(
        state=state,
        decided_at=clock.now(),
        decided_by=officer,
        reason=reason,
        said=said,
        told_at=None,
        revision=revision + 1,
    )
    if not decided:
        raise DocumentChanged
