"""Reads of documents."""

from hashlib import sha256

from django.db.models import Q, QuerySet

from peristyle.documents.adapters import files, sealer
from peristyle.documents.adapters.seals import read_seal
from peristyle.documents.models import IssuedDocument
from peristyle.documents.rules.capabilities import CANCEL_DOCUMENTS
from peristyle.documents.rules.comparisons import Comparison, comparison
from peristyle.documents.rules.states import DocumentState, state_on
from peristyle.kernel import clock
from peristyle.kernel.addresses import absolute
from peristyle.kernel.permissions import scopes
from peristyle.kernel.tokens import as_written
from peristyle.people.public import Person


def standing_documents(kind_code: str, subject: str) -> QuerySet[IssuedDocument]:
    """The documents of a subject that are neither replaced nor cancelled: one a language at most."""
    return IssuedDocument.objects.filter(kind=kind_code, subject=subject, replaced_at=None, cancelled_at=None)


def documents_of(person: Person) -> QuerySet[IssuedDocument]:
    """All that was issued to a person, newest first."""
    return IssuedDocument.objects.filter(person=person).order_by("-issued_at", "-pk")


def document_file(document: IssuedDocument) -> bytes | None:
    """The sealed file, always the same bytes; None while it is being written."""
    return files.kept(document.sha256) if document.sha256 else None


def document_of_code(typed: str) -> IssuedDocument | None:
    """The document of a verification code, however it was copied."""
    return IssuedDocument.objects.filter(code=as_written(typed)).first()


def address_of(document: IssuedDocument) -> str:
    """Where anybody may verify it; printed on it."""
    return absolute("documents:verified", document.code)


def documents_seen_by(officer: Person, words: str = "") -> QuerySet[IssuedDocument]:
    """The documents of an officer's composantes, newest first, by number, code or student number."""
    seen = IssuedDocument.objects.select_related("person")
    within = scopes(officer, CANCEL_DOCUMENTS)
    if within is not None:
        seen = seen.filter(component__in=within)
    if words:
        seen = seen.filter(Q(number__iexact=words) | Q(code=as_written(words)) | Q(person__student_number=words))
    return seen.order_by("-issued_at", "-pk")


def state_of(document: IssuedDocument) -> DocumentState:
    """What a document is worth today."""
    return state_on(document, clock.today())


def compare(document: IssuedDocument, pdf: bytes) -> Comparison:
    """What a file is beside the one that was issued."""
    same_hash = bool(document.sha256) and sha256(pdf).hexdigest() == document.sha256
    return comparison(read_seal(pdf, sealer().certificates()), same_hash=same_hash)
