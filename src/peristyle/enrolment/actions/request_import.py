"""Ask for an admissions file to be imported."""

from peristyle.audit.public import record
from peristyle.enrolment.actions.carry_out_import import carry_out_import_later
from peristyle.enrolment.models import AdmissionImport
from peristyle.kernel.importing.carrying import file_facts
from peristyle.people.public import Person


def take_file(content: bytes, file_name: str, *, all_or_nothing: bool, by: Person | None) -> AdmissionImport:
    """Write down the file and who brought it; nothing is imported yet."""
    taken = AdmissionImport.objects.create(
        requested_by=by, **file_facts(content, file_name, all_or_nothing=all_or_nothing)
    )
    record("enrolment.request_import", actor=by, subject=taken, file_name=taken.file_name)
    return taken


def request_import(content: bytes, file_name: str, *, all_or_nothing: bool, by: Person) -> AdmissionImport:
    """Take the file and have it imported in the background."""
    taken = take_file(content, file_name, all_or_nothing=all_or_nothing, by=by)
    carry_out_import_later.enqueue(taken.pk)
    return taken
