"""Issue a paper of an enrolment, whenever its holder or an officer wants it."""

from collections.abc import Iterable

from django.db import transaction

from peristyle.documents.public import IssuedDocument, issue
from peristyle.enrolment.actions.papers.facts import Facts, enrolment_facts, receipt_facts, scolpass_facts
from peristyle.enrolment.models import Enrolment
from peristyle.enrolment.queries import enrolments_of_year, receipt_of, rights
from peristyle.enrolment.rules.papers import Condition, Paper
from peristyle.people.public import Person


class NotYet(Exception):
    """Something is missing first: `conditions` says what."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        super().__init__(conditions)
        self.conditions = tuple(conditions)


def issue_paper(paper: Paper, enrolment: Enrolment, *, language: str) -> IssuedDocument:
    """The paper of an enrolment, or of its year for the SCOL'PASS; the same one again while nothing has changed.

    Raises NotYet.
    """
    with transaction.atomic():
        [papers] = rights([enrolment])
        if papers.missing[paper]:
            raise NotYet(papers.missing[paper])
        if paper == Paper.SCOLPASS:
            return issue_scolpass(enrolment.person, enrolment.academic_year_id, language=language)
        return issue(
            paper.value,
            enrolment.person,
            _facts(paper, enrolment),
            language=language,
            subject=f"enrolment:{enrolment.pk}",
            component=enrolment.step.degree.component,
        )


def issue_scolpass(person: Person, year: int, *, language: str) -> IssuedDocument:
    """The SCOL'PASS of a year: all its standing enrolments."""
    enrolments = list(enrolments_of_year(person, year))
    return issue(
        Paper.SCOLPASS.value,
        person,
        scolpass_facts(person, enrolments),
        language=language,
        subject=f"year:{person.pk}:{year}",
        component=enrolments[0].step.degree.component,
    )


def _facts(paper: Paper, enrolment: Enrolment) -> Facts:
    if paper != Paper.RECEIPT:
        return enrolment_facts(enrolment.person, enrolment)
    receipt = receipt_of(enrolment)
    if receipt is None:
        raise NotYet([Condition.PAID])
    return receipt_facts(enrolment.person, receipt)
