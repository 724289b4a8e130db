"""Documents in words."""

from typing import Any

from peristyle.documents.kinds import document_kind
from peristyle.documents.models import IssuedDocument


def kind_title(document: IssuedDocument) -> Any:
    """What a document is, in the reader's language."""
    return document_kind(document.kind).title
