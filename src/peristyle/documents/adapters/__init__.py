"""What writes and what seals: kept for the life of the process, as fonts and keys cost more to load than to use."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from peristyle.documents.ports import Sealer, Writer

#: By its name, so that only who writes loads Typst and its fonts.
TYPST = "peristyle.documents.adapters.typst_writer.TypstWriter"


@cache
def writer() -> Writer:
    """What writes documents."""
    written_by: Writer = import_string(TYPST)()
    return written_by


@cache
def sealer() -> Sealer:
    """What seals documents (PERISTYLE_DOCUMENT_SEAL). Raises ImproperlyConfigured."""
    sealed_by: Sealer = import_string(settings.PERISTYLE_DOCUMENT_SEAL)()
    return sealed_by
