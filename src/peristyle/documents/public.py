"""The door of documents."""

from peristyle.documents.actions.cancel import cancel
from peristyle.documents.actions.file_now import file_now
from peristyle.documents.actions.issue import issue
from peristyle.documents.adapters.qr_codes import qr_code
from peristyle.documents.kinds import DocumentKind, register_document_kind
from peristyle.documents.models import IssuedDocument
from peristyle.documents.queries import address_of, document_file, documents_of, standing_documents

__all__ = [
    "DocumentKind",
    "IssuedDocument",
    "address_of",
    "cancel",
    "document_file",
    "documents_of",
    "file_now",
    "issue",
    "qr_code",
    "register_document_kind",
    "standing_documents",
]
