"""Ask for a file of staff or guests to be imported: in the background, or now from the command line."""

from pathlib import Path

from peristyle.accounts.actions.imports.carry_out_import import carry_out_import, carry_out_import_later
from peristyle.accounts.models import PeopleFileKind, PeopleImport
from peristyle.audit.public import record
from peristyle.kernel.importing.carrying import OnProgress, file_facts
from peristyle.people.public import Person


def take_file(
    kind: PeopleFileKind, content: bytes, file_name: str, *, all_or_nothing: bool, by: Person | None
) -> PeopleImport:
    """Write down the file and who brought it; nothing is imported yet."""
    taken = PeopleImport.objects.create(
        kind=kind, requested_by=by, **file_facts(content, file_name, all_or_nothing=all_or_nothing)
    )
    record("accounts.request_import", actor=by, subject=taken, kind=kind, file_name=taken.file_name)
    return taken


def request_import(
    kind: PeopleFileKind, content: bytes, file_name: str, *, all_or_nothing: bool, by: Person
) -> PeopleImport:
    """Take the file and have it imported in the background."""
    taken = take_file(kind, content, file_name, all_or_nothing=all_or_nothing, by=by)
    carry_out_import_later.enqueue(taken.pk)
    return taken


def import_people(
    kind: PeopleFileKind,
    path: Path,
    *,
    all_or_nothing: bool = False,
    on_progress: OnProgress = lambda _done, _total: None,
) -> PeopleImport:
    """Import the file now, from the command line. Raises OSError when it cannot be read."""
    taken = take_file(kind, path.read_bytes(), path.name, all_or_nothing=all_or_nothing, by=None)
    return carry_out_import(taken.pk, on_progress)
