"""What officers may do with documents, within their composante."""

CANCEL_DOCUMENTS = "documents.cancel_documents"
