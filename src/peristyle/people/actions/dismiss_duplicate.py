"""Say that two records are of two persons."""

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.models import Person, PossibleDuplicate


def dismiss_duplicate(pair: PossibleDuplicate, *, by: Person) -> None:
    """They are two: twins, homonyms. The pair is not suggested again."""
    pair.dismissed_at, pair.dismissed_by = clock.now(), by
    pair.save(update_fields=["dismissed_at", "dismissed_by"])
    record("people.dismiss_duplicate", actor=by, subject=pair.first, other=f"people.person:{pair.second_id}")
