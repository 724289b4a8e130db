"""Ask for an admissions file to be imported: it is tried, looked at, then confirmed."""

from typing import Any

from peristyle.audit.public import record
from peristyle.curriculum.public import Step
from peristyle.enrolment.actions.carry_out_import import preview_import_later
from peristyle.enrolment.models import AdmissionImport
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import file_facts
from peristyle.people.public import Person


def take_file(content: bytes, file_name: str, *, all_or_nothing: bool, by: Person | None) -> AdmissionImport:
    """Write down a file that may be imported without being looked at: the command line's."""
    facts = file_facts(content, file_name, all_or_nothing=all_or_nothing)
    return _taken(by, confirmed_at=clock.now(), **facts)


def request_import(
    content: bytes,
    file_name: str,
    *,
    all_or_nothing: bool,
    by: Person,
    untold_origin: Origin | None = None,
    untold_step: Step | None = None,
) -> AdmissionImport:
    """Take the file and have it tried in the background; `untold_…` is meant in lines that do not tell it."""
    facts = file_facts(content, file_name, all_or_nothing=all_or_nothing)
    taken = _taken(by, untold_origin=untold_origin or "", untold_step=untold_step, **facts)
    preview_import_later.enqueue(taken.pk)
    return taken


def _taken(by: Person | None, **facts: Any) -> AdmissionImport:
    taken = AdmissionImport.objects.create(requested_by=by, **facts)
    record("enrolment.request_import", actor=by, subject=taken, file_name=taken.file_name)
    return taken
