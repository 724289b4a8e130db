"""Merges of one person at the same instant, where several processes may write at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from peristyle.people.actions.merge_persons import NotMergeable, merge_persons
from peristyle.people.actions.undo_merge import NotUndoable, undo_merge
from peristyle.people.models import Affiliation, Merge
from tests.people.records import a_record, newest_merge, standing

pytestmark = [pytest.mark.usefixtures("several_writers"), pytest.mark.django_db(transaction=True)]
Verb = Callable[[], object]


def at_once(*verbs: Verb) -> int:
    """How many of these verbs, each in a thread of its own and all started together, are not refused."""
    start = Barrier(len(verbs))

    def run(verb: Verb) -> bool:
        try:
            start.wait(timeout=10)
            verb()
        except (NotMergeable, NotUndoable):
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return sum(threads.map(run, verbs))


def test_one_record_absorbed_by_two_at_once_goes_to_one_of_them() -> None:
    first, second, wanted = a_record(), a_record(), a_record("tie")

    done = at_once(
        *(lambda kept=kept: merge_persons(kept.pk, wanted.pk, by=None) for kept in (first, second) for _ in range(4))
    )

    assert done == Merge.objects.count() == 1
    assert Affiliation.objects.get().person == newest_merge().kept == standing(wanted).merged_into


def test_two_records_that_absorb_each_other_at_once_do_not_both_vanish() -> None:
    one, other = a_record("tie"), a_record("tie")

    done = at_once(
        *(lambda a=a, b=b: merge_persons(a, b, by=None) for a, b in ((one.pk, other.pk), (other.pk, one.pk)) * 4)
    )

    assert done == 1
    assert {standing(one).merged_into, standing(other).merged_into} == {None, newest_merge().kept}


def test_a_merge_is_undone_once() -> None:
    kept, absorbed = a_record(), a_record("tie", facts=("student_number",))
    merge = merge_persons(kept.pk, absorbed.pk, by=None)

    assert at_once(*[lambda: undo_merge(merge.pk, by=None)] * 8) == 1

    assert Affiliation.objects.get().person == absorbed
    assert standing(absorbed).student_number == absorbed.student_number
