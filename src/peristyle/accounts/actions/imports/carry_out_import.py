"""Import a file of staff or guests: all its good lines, or nothing when one is wrong, as was asked.

The same file twice changes nothing.
"""

from collections.abc import Callable
from typing import Any

from peristyle.accounts.actions.imports.write_guests import write_guests
from peristyle.accounts.actions.imports.write_staff import write_staff
from peristyle.accounts.models import PeopleFileKind, PeopleImport
from peristyle.accounts.rules.people_files import guest_rows, staff_rows
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.importing.carrying import Carrier, OnProgress, carry_out
from peristyle.kernel.tasks import task
from peristyle.people.public import Component


@task(retries=3)
def carry_out_import_later(import_id: int) -> None:
    """Import in the background."""
    carry_out_import(import_id, on_progress=lambda _done, _total: None)


def carry_out_import(import_id: int, on_progress: OnProgress) -> PeopleImport:
    """Import what is left of a file, telling how many lines are done of how many."""
    taken = PeopleImport.objects.select_related("requested_by").get(pk=import_id)
    carry_out(taken, CARRIERS[PeopleFileKind(taken.kind)](taken), on_progress)
    return taken


def _staff(taken: PeopleImport) -> Carrier[Any]:
    return Carrier(
        layout=staff_rows.LAYOUT,
        check=lambda lines: staff_rows.check_lines(
            lines,
            today=clock.today(),
            components=set(Component.objects.values_list("code", flat=True)),
            is_ours=institution.current().owns_address,
        ),
        write=lambda rows: write_staff(rows, by=taken.requested_by),
        finished=lambda counts: _record_end(taken, counts),
    )


def _guests(taken: PeopleImport) -> Carrier[Any]:
    return Carrier(
        layout=guest_rows.LAYOUT,
        check=lambda lines: guest_rows.check_lines(
            lines, today=clock.today(), is_ours=institution.current().owns_address
        ),
        write=lambda rows: write_guests(rows, by=taken.requested_by),
        finished=lambda counts: _record_end(taken, counts),
    )


CARRIERS: dict[PeopleFileKind, Callable[[PeopleImport], Carrier[Any]]] = {
    PeopleFileKind.STAFF: _staff,
    PeopleFileKind.GUESTS: _guests,
}


def _record_end(taken: PeopleImport, counts: dict[str, Any]) -> None:
    record("accounts.finish_import", actor=taken.requested_by, subject=taken, kind=taken.kind, **counts)
