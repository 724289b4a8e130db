"""A kind of document for the tests, and documents of it."""

from typing import Any

from peristyle.documents.kinds import DocumentKind, register_document_kind
from peristyle.documents.models import IssuedDocument
from peristyle.documents.public import issue
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import someone

ATTESTATION = DocumentKind("test", "T", "Attestation", "documents/typst/statement.typ")
register_document_kind(ATTESTATION)

STATEMENT = {"fr": "Il est attesté de ce qui suit.", "en": "The following is attested."}


def said(*, name: str = "Camille Aubépine", **more: str) -> dict[str, Any]:
    """The data of an attestation."""
    facts = {"Nom": name, **more}
    return {"statement": STATEMENT, "facts": [{"fr": term, "en": term, "value": facts[term]} for term in facts]}


def a_document(person: Person | None = None, **how: Any) -> IssuedDocument:
    """An attestation just asked for; its file waits for the worker."""
    how = {"language": "fr", "subject": "test:1", "data": said(), **how}
    data = how.pop("data")
    return issue(ATTESTATION.code, person or someone(Role.STUDENT), data, **how)
