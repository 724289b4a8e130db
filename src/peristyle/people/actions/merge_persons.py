"""Bring two records of one person together: one absorbs the other."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.actions.write_to import write_to
from peristyle.people.models import Merge, Person
from peristyle.people.queries import columns, facts_of
from peristyle.people.references import moves
from peristyle.people.rules.merged_facts import differing, moving


class NotMergeable(Exception):
    """One of the two is gone: absorbed already, erased, or the same as the other."""


class OwnRecord(Exception):
    """Nobody merges themselves: somebody else of IT does."""


def merge_persons(kept_id: int, absorbed_id: int, *, by: Person | None) -> Merge:
    """Move all that points to the absorbed record to the kept one, and the facts this one lacks, in one transaction.

    What a rule keeps from moving stays: an account where there is one already, an enrolment that both have. The
    absorbed record remains, hidden, for the journal and for `undo_merge`. Raises OwnRecord, NotMergeable.
    """
    if by is not None and by.pk in (kept_id, absorbed_id):
        raise OwnRecord
    with transaction.atomic():
        # In the order of ids, so that two merges of the same two wait for one another instead of dying together.
        records = Person.objects.select_for_update().filter(pk__in=(kept_id, absorbed_id)).order_by("pk")
        locked = {person.pk: person for person in records if person.merged_into_id is None and person.erased_at is None}
        if len(locked) < len(("kept", "absorbed")):
            raise NotMergeable
        kept, absorbed = locked[kept_id], locked[absorbed_id]
        merge = Merge.objects.create(
            kept=kept,
            absorbed=absorbed,
            at=clock.now(),
            by=by,
            moved_rows=_move_rows(kept, absorbed),
            moved_facts=_move_facts(kept, absorbed),
        )
        index_persons([kept_id, absorbed_id])
        record("people.merge", actor=by, subject=kept, absorbed=f"people.person:{absorbed_id}", merge=merge.pk)
        write_to(kept, "people/letters/merged", to=addresses_to_tell(kept, absorbed))
    return merge


def addresses_to_tell(kept: Person, absorbed: Person) -> list[str]:
    """The personal addresses of both records, each once."""
    both = {person.backup_email.lower(): person.backup_email for person in (kept, absorbed) if person.backup_email}
    return list(both.values())


def _move_rows(kept: Person, absorbed: Person) -> list[list[object]]:
    moved: list[list[object]] = []
    for move in moves(kept.pk, absorbed.pk):
        if move.moving:
            rows = move.reference.rows(absorbed.pk).filter(pk__in=move.moving)
            rows.update(**{move.reference.field.attname: kept.pk})
            moved.append([*move.reference.names, move.moving])
    return moved


def _move_facts(kept: Person, absorbed: Person) -> dict[str, str]:
    facts = moving(differing(facts_of(kept), facts_of(absorbed)))
    moved = {name: column for name, column in columns().items() if name in facts}
    unique = [name for name, column in moved.items() if column.unique]
    # A number belongs to one record at a time: it leaves the one before it enters the other.
    Person.objects.filter(pk=absorbed.pk).update(**dict.fromkeys(unique), merged_into=kept)
    if facts:
        Person.objects.filter(pk=kept.pk).update(**facts)
    return {name: column.value_to_string(absorbed) for name, column in moved.items()}
