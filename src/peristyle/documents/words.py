"""Documents in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.documents.kinds import document_kinds
from peristyle.documents.models import IssuedDocument


def kind_title(document: IssuedDocument) -> Any:
    """What a document is, in the reader's language; a kind that no room registers any more is still a document."""
    return next((kind.title for kind in document_kinds() if kind.code == document.kind), _("Document"))
