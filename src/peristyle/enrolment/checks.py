"""Checks made at start: a house whose bank or feed is not well set up does not open."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured

from peristyle.enrolment.adapters import enrolment_feed, payment_provider
from peristyle.enrolment.queries.papers import NoPapersFile, papers_file
from peristyle.enrolment.rules.supporting_documents import NAME, SupportingDocumentsFile
from peristyle.kernel import institution


def register() -> None:
    """Have Django run the room's checks."""
    register_check(bank_is_set_up, Tags.compatibility)
    register_check(feed_is_set_up, Tags.compatibility)
    register_check(document_file_is_right, Tags.compatibility)
    register_check(papers_file_is_right, Tags.compatibility)


def bank_is_set_up(**_: Any) -> list[CheckMessage]:
    """The bank of the settings exists, may be used in this edition, and has all it needs."""
    try:
        payment_provider()
    except (ImportError, ImproperlyConfigured) as error:
        return [Error(str(error), id="peristyle.E010")]
    return []


def feed_is_set_up(**_: Any) -> list[CheckMessage]:
    """Either no other system enrols, or all that reading it needs is there."""
    try:
        enrolment_feed()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="peristyle.E013")]
    return []


def document_file_is_right(**_: Any) -> list[CheckMessage]:
    """Each key of supporting_documents.toml is right, if there is such a file."""
    try:
        institution.beside(NAME, SupportingDocumentsFile)
    except institution.InstitutionError as error:
        return [Error(str(error), id="peristyle.E011")]
    return []


def papers_file_is_right(**_: Any) -> list[CheckMessage]:
    """There is a papers.toml, and each of its keys is right: without it nobody would sign."""
    try:
        papers_file()
    except (institution.InstitutionError, NoPapersFile) as error:
        return [Error(str(error), id="peristyle.E012")]
    return []
