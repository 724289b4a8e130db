"""The kinds of documents that scolarité hands out, made known to the register."""

from peristyle.documents.public import DocumentKind, register_document_kind
from peristyle.enrolment.rules.papers import Paper

#: What numbers begin with, and what the page is laid out by.
_MADE_BY = {
    Paper.SCOLPASS: ("SP", "scolpass"),
    Paper.CERTIFICATE: ("CS", "certificate"),
    Paper.ATTESTATION: ("AI", "certificate"),
    Paper.RECEIPT: ("QD", "receipt"),
}


def register() -> None:
    """Make the four kinds known."""
    for paper, (series, template) in _MADE_BY.items():
        register_document_kind(DocumentKind(paper.value, series, paper.title, f"enrolment/typst/{template}.typ"))
