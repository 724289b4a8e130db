"""Take two records apart again: what one had absorbed goes back."""

from typing import Any

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.actions.merge_persons import OwnRecord, addresses_to_tell
from peristyle.people.actions.write_to import write_to
from peristyle.people.models import Merge, Person
from peristyle.people.queries import columns
from peristyle.people.references import references


class NotUndoable(Exception):
    """The merge is undone already, or final, or the kept record was itself absorbed since."""


def undo_merge(merge_id: int, *, by: Person | None) -> Merge:
    """Put every row and fact back where it was; what the kept record received since stays with it.

    Raises OwnRecord, NotUndoable.
    """
    try:
        with transaction.atomic():
            merge = Merge.objects.select_for_update().get(pk=merge_id)
            if by is not None and by.pk in (merge.kept_id, merge.absorbed_id):
                raise OwnRecord
            persons = Person.objects.select_for_update().filter(pk__in=(merge.kept_id, merge.absorbed_id))
            locked = {person.pk: person for person in persons.order_by("pk")}
            kept, absorbed = locked[merge.kept_id], locked[merge.absorbed_id]
            if merge.undone_at or merge.final_at or kept.merged_into_id or kept.erased_at or absorbed.erased_at:
                raise NotUndoable
            _put_rows_back(merge)
            _put_facts_back(merge, kept, absorbed)
            merge.undone_at, merge.undone_by = clock.now(), by
            merge.save(update_fields=["undone_at", "undone_by"])
            index_persons([kept.pk, absorbed.pk])
            record("people.undo_merge", actor=by, subject=kept, absorbed=f"people.person:{absorbed.pk}", merge=merge.pk)
            write_to(kept, "people/letters/merge_undone", to=addresses_to_tell(kept, absorbed))
    except IntegrityError as error:
        # Somebody else was given the number since, or a row takes the place of one that would go back.
        raise NotUndoable from error
    return merge


def _put_rows_back(merge: Merge) -> None:
    by_names = {reference.names: reference for reference in references()}
    for model, field, ids in merge.moved_rows:
        reference = by_names[model, field]
        rows = reference.rows(merge.kept_id).filter(pk__in=ids)
        rows.update(**{reference.field.attname: merge.absorbed_id})


def _put_facts_back(merge: Merge, kept: Person, absorbed: Person) -> None:
    moved = {name: column for name, column in columns().items() if name in merge.moved_facts}
    values: dict[str, Any] = {name: column.to_python(merge.moved_facts[name]) for name, column in moved.items()}
    emptied = {
        name: None if column.null else ""
        for name, column in moved.items()
        # A fact that was changed since is the kept record's own.
        if getattr(kept, name) == values[name]
    }
    Person.objects.filter(pk=kept.pk).update(**emptied)
    own = {name: values[name] for name, column in moved.items() if column.unique and name in emptied}
    Person.objects.filter(pk=absorbed.pk).update(**own, merged_into=None)
