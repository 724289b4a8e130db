"""Whose timetable a publication changed: whoever attends or teaches its sessions, or did before it."""

from collections.abc import Iterator, Sequence

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.timetable.models import PublishedChange, PublishedSession

#: So many rows are named in one query.
_AT_ONCE = 500


def concerned_by(session_ids: Sequence[int], change_ids: Sequence[int]) -> set[int]:
    """The persons: members of the groups before and after, takers of whole units, teachers before and after."""
    persons: set[int] = set()
    groups: set[int] = set()
    units: set[tuple[int, int]] = set()
    taught, held = PublishedSession.teachers.through, PublishedSession.groups.through
    for some in _parts(session_ids):
        persons.update(taught.objects.filter(publishedsession__in=some).values_list("person_id", flat=True))
        groups.update(held.objects.filter(publishedsession__in=some).values_list("teachinggroup_id", flat=True))
        whole = PublishedSession.objects.filter(pk__in=some, activity__whole_unit=True).order_by()
        units.update(whole.values_list("activity__unit_id", "activity__year_id").distinct())
    for some in _parts(change_ids):
        for before in PublishedChange.objects.filter(pk__in=some).values_list("before", flat=True):
            persons.update(before["teachers"])
            groups.update(before["groups"])
    for some in _parts(sorted(groups)):
        members = GroupMembership.objects.filter(group__in=some)
        persons.update(members.values_list("enrolment__person_id", flat=True))
    for unit, year in units:
        takers = UnitEnrolment.objects.filter(unit=unit, year=year, validated_at__isnull=False)
        persons.update(takers.values_list("person_id", flat=True))
    return persons


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
