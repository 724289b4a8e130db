"""Give up a file that was looked at: nothing of it is imported, and it is forgotten."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel.importing.models import PreviewedImport
from peristyle.kernel.importing.previewing import give_up
from peristyle.people.public import Person


def give_up_import(taken: PreviewedImport, *, by: Person) -> None:
    """Forget the file; that it was brought stays in the journal. Raises NotWaiting."""
    with transaction.atomic():
        record("enrolment.give_up_import", actor=by, subject=taken, file_name=taken.file_name)
        give_up(taken)
