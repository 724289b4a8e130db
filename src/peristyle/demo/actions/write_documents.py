"""Write down supporting documents, in each state one may be in: officers have a queue, students something to mend."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from peristyle.demo.university.cast import CHARACTERS
from peristyle.demo.university.papers import card, certificate, portrait, sheet
from peristyle.enrolment.public import (
    DocumentChange,
    DocumentEvent,
    DocumentState,
    Enrolment,
    GivenFile,
    SupportingDocument,
    keep_document_file,
    supporting_documents_of,
)
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role

STUDENTS = 24
TO_GIVE, WAITING, ACCEPTED, REFUSED, NOT_CONCERNED = DocumentState
#: Where the documents of a student stand, one after the other; the next student begins one further.
STANDINGS = (ACCEPTED, WAITING, REFUSED, WAITING, TO_GIVE, ACCEPTED, WAITING, NOT_CONCERNED)
_CHANGES: Mapping[DocumentState, DocumentChange] = {
    ACCEPTED: DocumentChange.ACCEPTED,
    REFUSED: DocumentChange.REFUSED,
}
_PICTURE, _PDF = "image/jpeg", "application/pdf"


@dataclass(frozen=True)
class Paper:
    """What is given for a kind of document."""

    file_name: str
    media_type: str
    draw: Callable[[], bytes]


PAPERS = {
    "identity": Paper("carte-recto.jpg", _PICTURE, card),
    "photograph": Paper("photo.jpg", _PICTURE, portrait),
    "cvec": Paper("attestation-cvec.pdf", _PDF, certificate),
    "defence-day": Paper("jdc.pdf", _PDF, certificate),
}
OTHERS = Paper("page.jpg", _PICTURE, sheet)


def write_documents(year: int) -> None:
    """The documents of some students of a year, the character among them."""
    student = next(character for character in CHARACTERS if character.role == Role.STUDENT).identity
    enrolments = Enrolment.objects.filter(academic_year=year).select_related(
        "person", "file__admission__academic_year", "file__admission__step__degree__component"
    )
    named = enrolments.filter(person__birth_name=student.birth_name, person__given_name=student.given_name)
    others = enrolments.exclude(pk__in=named.values("pk")).order_by("pk")[: STUDENTS - 1]
    drawn = {paper: paper.draw() for paper in {*PAPERS.values(), OTHERS}}
    for rank, enrolment in enumerate([*named.order_by("pk"), *others]):
        for document in _documents(enrolment, rank):
            _give(document, drawn)


def _documents(enrolment: Enrolment, rank: int) -> Iterator[SupportingDocument]:
    """What stands for each document that a student's situation wants."""
    now = clock.now()
    for place, wanted in enumerate(supporting_documents_of(enrolment.file)):
        state = STANDINGS[(rank + place) % len(STANDINGS)]
        if state == NOT_CONCERNED and not wanted.entry.may_be_not_concerned:
            state = WAITING
        if state == TO_GIVE:
            continue
        given_at = now - timedelta(days=1 + rank % 9, hours=place, minutes=7 * rank)
        decided = state in (ACCEPTED, REFUSED)
        yield SupportingDocument.objects.create(
            file=enrolment.file,
            kind=wanted.kind,
            state=state,
            since=given_at,
            revision=1,
            decided_at=given_at + timedelta(hours=5) if decided else None,
            told_at=given_at + timedelta(hours=5) if decided else None,
            reason="unreadable" if state == REFUSED else "",
            said="Le bas de la page est coupé." if state == REFUSED else "",
        )


def _give(document: SupportingDocument, drawn: Mapping[Paper, bytes]) -> None:
    declared = document.state == NOT_CONCERNED
    first = DocumentChange.DECLARED_NOT_CONCERNED if declared else DocumentChange.GIVEN
    events = [DocumentEvent(document=document, change=first, at=document.since)]
    if document.decided_at:
        change = _CHANGES[DocumentState(document.state)]
        events.append(
            DocumentEvent(
                document=document, change=change, at=document.decided_at, reason=document.reason, said=document.said
            )
        )
    DocumentEvent.objects.bulk_create(events)
    if not declared:
        paper = PAPERS.get(document.kind, OTHERS)
        GivenFile.objects.create(
            document=document,
            file_name=paper.file_name,
            size=len(drawn[paper]),
            given_at=document.since,
            stored_as=keep_document_file([drawn[paper]]),
            examined_at=document.since,
            media_type=paper.media_type,
        )
