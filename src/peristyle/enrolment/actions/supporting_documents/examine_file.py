"""Examine a file that was given."""

from typing import Any

from django.db import transaction

from peristyle.enrolment import conf
from peristyle.enrolment.actions.supporting_documents.write_history import write_history
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.examination.apart import examine
from peristyle.enrolment.models import DocumentChange, GivenFile, SupportingDocument
from peristyle.enrolment.queries import document_entry
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.rules.uploads import NotTaken
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=3)
def examine_file(given_id: int) -> None:
    """Replace a file by our own copy of it, or say why it is not taken; the document then waits for an officer."""
    given = GivenFile.objects.filter(pk=given_id, examined_at=None).select_related("document").first()
    if given is None:
        return
    copied_as = document_store.new_name()
    try:
        facts = _examine(given, copied_as)
    except NotTaken as not_taken:
        facts = {"refusal": not_taken.refusal.value, "stored_as": ""}
    with transaction.atomic():
        document = SupportingDocument.objects.select_for_update().get(pk=given.document_id)
        kept = GivenFile.objects.filter(pk=given_id, examined_at=None).update(examined_at=clock.now(), **facts)
        superfluous = [given.stored_as] if kept else []
        if not (kept and facts["stored_as"]):
            superfluous.append(copied_as)
        transaction.on_commit(lambda: document_store.remove(superfluous))
        if kept:
            put_in_queue(document)


def put_in_queue(document: SupportingDocument) -> None:
    """Have a document wait for an officer, once all its files are examined and one at least is taken."""
    files = list(document.given_files.all())
    taken = [given for given in files if given.can_be_seen]
    if document.state != DocumentState.TO_GIVE or not taken or any(given.examined_at is None for given in files):
        return
    document.state = DocumentState.WAITING
    document.since = clock.now()
    document.revision += 1
    document.save(update_fields=["state", "since", "revision"])
    write_history(document, DocumentChange.GIVEN)


def _examine(given: GivenFile, copied_as: str) -> dict[str, Any]:
    target = document_store.place_for(copied_as)
    copy = examine(document_store.path_of(given.stored_as), target, read_symbol=conf.two_d_doc() is not None)
    entry = document_entry(given.document.kind)
    if entry and entry.portrait:
        entry.portrait.check(copy.width, copy.height)
    return {
        "stored_as": copied_as,
        "media_type": copy.media_type,
        "pages": copy.pages,
        "two_d_doc": copy.two_d_doc,
        "size": target.stat().st_size,
    }
