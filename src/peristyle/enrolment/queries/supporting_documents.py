"""Reading supporting documents: those a file wants, where each stands, those that wait for an officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from peristyle.enrolment.models import Checking, DocumentEvent, EnrolmentFile, GivenFile, SupportingDocument
from peristyle.enrolment.queries.enrolments import standing_enrolments
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.capabilities import CHECK_DOCUMENTS
from peristyle.enrolment.rules.supporting_documents import (
    NAME,
    DocumentEntry,
    DocumentState,
    RefusalReason,
    Situation,
    SupportingDocumentsFile,
    is_settled,
    takes_files,
    wanted,
)
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person

#: How « France » is written in admissions: a name, or the numbers of INSEE and of ISO 3166-1.
_FRANCE = frozenset({"", "france", "fr", "fra", "100", "250"})
_TO_CHECK = Q(state=DocumentState.WAITING) | Q(state=DocumentState.NOT_CONCERNED, decided_at=None)


@cache
def document_rules() -> SupportingDocumentsFile:
    """The documents this institution may want; none when it has no such file. Raises InstitutionError."""
    return institution.beside(NAME, SupportingDocumentsFile) or SupportingDocumentsFile()


@cache
def _entries() -> Mapping[str, DocumentEntry]:
    return {entry.kind: entry for entry in document_rules().documents}


def document_entry(kind: str) -> DocumentEntry | None:
    """What the institution says of a kind of document; None: it no longer knows it."""
    return _entries().get(kind)


def document_title(kind: str, language: str | None = None) -> str:
    """The title of a kind of document in the reader's language; the kind itself when it is no longer known."""
    entry = document_entry(kind)
    return entry.title(language or get_language() or "fr") if entry else kind


def refusal_reasons() -> tuple[RefusalReason, ...]:
    """The reasons officers choose from."""
    return document_rules().reasons


def reason_sentence(code: str, language: str | None = None) -> str:
    """A reason of refusal in the reader's language."""
    language = language or get_language() or "fr"
    return next((reason.sentence(language) for reason in refusal_reasons() if reason.code == code), code)


@dataclass(frozen=True)
class WantedDocument:
    """A document that a file wants, and where it stands; `document` None: nothing was ever given or said."""

    entry: DocumentEntry
    document: SupportingDocument | None

    @property
    def kind(self) -> str:
        """Its name in addresses."""
        return self.entry.kind

    @property
    def title(self) -> str:
        """Its title in the reader's language."""
        return self.entry.title(get_language() or "fr")

    @property
    def help(self) -> str:
        """What to give exactly, in the reader's language."""
        return self.entry.help(get_language() or "fr")

    @property
    def blocking(self) -> bool:
        """Whether the file is not complete without it."""
        return self.entry.blocking

    @property
    def state(self) -> DocumentState:
        """Where it stands."""
        return DocumentState(self.document.state) if self.document else DocumentState.TO_GIVE

    @property
    def reason(self) -> str:
        """Why it was refused, in the reader's language, with the officer's own words; empty when it was not."""
        if self.document is None or self.state != DocumentState.REFUSED:
            return ""
        return " ".join(filter(None, [reason_sentence(self.document.reason), self.document.said]))

    @property
    def given_files(self) -> list[GivenFile]:
        """The files given for it, oldest first."""
        return list(self.document.given_files.all()) if self.document else []

    @property
    def is_being_examined(self) -> bool:
        """Whether a file of it is in the hands of the examination."""
        return any(given.examined_at is None for given in self.given_files)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is asked of anybody."""
        return is_settled(self.state, decided=bool(self.document and self.document.decided_at))

    @property
    def awaits_student(self) -> bool:
        """Whether the student has something to do: give it, or give it again."""
        return self.state in (DocumentState.TO_GIVE, DocumentState.REFUSED) and not self.is_being_examined

    @property
    def room_left(self) -> int:
        """How many more files may be given for it."""
        if not takes_files(self.state):
            return 0
        if self.state in (DocumentState.REFUSED, DocumentState.NOT_CONCERNED):
            return self.entry.pages  # what stands there gives way to the new files
        return self.entry.pages - sum(not given.refusal for given in self.given_files)


def situation_of(file: EnrolmentFile) -> Situation:
    """What decides which documents a file wants: one query, for a file with its admission, étape and degree."""
    admission = file.admission
    degree = admission.step.degree
    return Situation(
        first_enrolment=admission.origin != Origin.REENROLMENT and not _was_enrolled_before(file),
        grant_holder=admission.grant_holder,
        special_regime=file.special_regime,
        age=_age(admission.birth_date, timezone.localdate(file.started_at)),
        born_in_france=admission.birth_country.strip().casefold() in _FRANCE,
        regime=file.regime,
        gap_year=file.gap_year,
        mobility=file.mobility,
        level=degree.level,
        year_of_study=admission.step.year_of_study,
        origin=admission.origin,
        component=degree.component_id,
    )


def supporting_documents_of(file: EnrolmentFile) -> list[WantedDocument]:
    """The documents a file wants, in the institution's order: three queries.

    One that somebody gave stays, even if a change of their situation no longer wants it. A file settled elsewhere
    wants none: they were seen there.
    """
    known = {
        document.kind: document for document in file.supporting_documents.prefetch_related("given_files").order_by("id")
    }
    seen_elsewhere = bool(file.settled_elsewhere)
    entries = set() if seen_elsewhere else set(wanted(document_rules().documents, situation_of(file)))
    return [
        WantedDocument(entry, known.get(entry.kind))
        for entry in document_rules().documents
        if entry in entries or entry.kind in known
    ]


def documents_complete(file: EnrolmentFile) -> bool:
    """Whether every blocking document of a file is accepted, or not concerned in an officer's eyes too."""
    return all(each.is_settled for each in supporting_documents_of(file) if each.blocking)


def own_given_file(file: EnrolmentFile, given_id: int) -> GivenFile | None:
    """A file that was given for one of a file's documents."""
    return GivenFile.objects.filter(document__file=file, pk=given_id).select_related("document").first()


def history_of(document: SupportingDocument) -> QuerySet[DocumentEvent]:
    """What happened to a document, oldest first."""
    return document.events.select_related("by")


def documents_to_check(officer: Person) -> QuerySet[SupportingDocument]:
    """The documents that wait for an officer, within their composantes, oldest first."""
    waiting = documents_seen_by(officer).filter(_TO_CHECK)
    return waiting.filter(file__enrolment__cancelled_at=None)


def documents_seen_by(officer: Person) -> QuerySet[SupportingDocument]:
    """The documents of the composantes where somebody checks them, and whose they are; the files in one query more."""
    documents = SupportingDocument.objects.filter(file__enrolment__isnull=False)
    within = scopes(officer, CHECK_DOCUMENTS)
    if within is not None:
        documents = documents.filter(file__admission__step__degree__component__in=within)
    return documents.select_related(
        "file__admission__academic_year",
        "file__admission__step__degree__component",
        "file__enrolment__person",
        "file__checking__officer",
        "decided_by",
    ).prefetch_related(Prefetch("given_files", GivenFile.objects.filter(refusal="")))


def given_file_seen_by(officer: Person, given_id: int) -> GivenFile | None:
    """A file that an officer may open."""
    given = GivenFile.objects.filter(pk=given_id, document__in=documents_seen_by(officer).prefetch_related(None))
    return given.select_related("document").first()


def free_to_check(officer: Person) -> QuerySet[SupportingDocument]:
    """The documents that wait for an officer and that no colleague has before them."""
    held = Checking.objects.filter(until__gt=clock.now()).exclude(officer=officer)
    return documents_to_check(officer).exclude(file__in=held.values("file"))


def holder_of(document: SupportingDocument, officer: Person) -> Person | None:
    """The colleague who has the file of a document before them; None: nobody, or the officer."""
    checking: Checking | None = getattr(document.file, "checking", None)
    if checking is None or checking.until <= clock.now() or checking.officer_id == officer.pk:
        return None
    return checking.officer


def photograph_of(person: Person) -> GivenFile | None:
    """The newest accepted photograph of a person: what their card shows."""
    kinds = [entry.kind for entry in document_rules().documents if entry.portrait]
    photographs = GivenFile.objects.filter(
        document__kind__in=kinds,
        document__state=DocumentState.ACCEPTED,
        document__file__enrolment__person=person,
        refusal="",
    )
    return photographs.exclude(stored_as="").order_by("-document__decided_at", "-id").first()


def _was_enrolled_before(file: EnrolmentFile) -> bool:
    years = standing_enrolments().filter(
        person__in=EnrolmentFile.objects.filter(pk=file.pk).values("enrolment__person"),
        academic_year__lt=file.admission.academic_year_id,
    )
    return years.exists()


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
