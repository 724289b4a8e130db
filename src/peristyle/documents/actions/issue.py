"""Issue a document: registered at once, written and sealed by a task."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from peristyle.audit.public import record
from peristyle.documents.actions.next_number import hold_series, next_number
from peristyle.documents.actions.write_document import write_document
from peristyle.documents.kinds import DocumentKind, document_kind
from peristyle.documents.models import IssuedDocument
from peristyle.documents.queries import standing_documents
from peristyle.documents.rules.codes import CODE_LENGTH
from peristyle.documents.rules.legible import frozen
from peristyle.documents.rules.partial_names import partial_name
from peristyle.kernel import clock, tokens
from peristyle.people.public import Component, Person


@transaction.atomic
def issue(
    kind_code: str,
    person: Person,
    data: Mapping[str, Any],
    *,
    language: str,
    subject: str,
    component: Component | None = None,
    valid_until: date | None = None,
) -> IssuedDocument:
    """The document of this subject in this language, in the caller's transaction if there is one.

    Asked for again with the same data it is the same one; with other data, a new one replaces all that stand, in either
    language. `data` are facts, the same whatever the language; officers of `component` may cancel it.
    """
    kind = document_kind(kind_code)
    facts = frozen(dict(data))
    asked = (subject, language, facts, valid_until)
    same = _standing_same(kind, *asked)
    if same is None:
        series = hold_series(kind)
        # Whoever held the series before us may have issued this very one.
        same = _standing_same(kind, *asked)
    if same:
        return same
    document = IssuedDocument(
        kind=kind.code,
        person=person,
        component=component,
        subject=subject,
        language=language,
        number=next_number(kind, series),
        code=tokens.as_written(tokens.new_written_code(CODE_LENGTH)),
        data=facts,
        holder=partial_name(person.given_name, person.birth_name),
        issued_at=clock.now(),
        valid_until=valid_until,
    )
    _put_in_place_of_outdated(document)
    record("documents.issue", subject=document, number=document.number, kind=kind.code)
    write_document.enqueue(document.pk)
    return document


def _standing_same(
    kind: DocumentKind, subject: str, language: str, facts: dict[str, Any], valid_until: date | None
) -> IssuedDocument | None:
    standing = standing_documents(kind.code, subject).filter(language=language, valid_until=valid_until).first()
    return standing if standing and standing.data == facts else None


def _put_in_place_of_outdated(document: IssuedDocument) -> None:
    outdated = [
        standing.pk
        for standing in standing_documents(document.kind, document.subject)
        if standing.language == document.language
        or (standing.data, standing.valid_until) != (document.data, document.valid_until)
    ]
    replaced = IssuedDocument.objects.filter(pk__in=outdated)
    # Out of its place first: one document at a time stands for a subject in a language.
    replaced.update(replaced_at=document.issued_at)
    document.save()
    replaced.update(replaced_by=document)
