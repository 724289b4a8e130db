"""Units, groups, rooms and teachers by the names that a timetable from elsewhere may give them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from peristyle.curriculum.public import TeachingGroup, TeachingUnit
from peristyle.kernel.importing.files import Line
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person
from peristyle.timetable.models import Room, TimetableImport
from peristyle.timetable.queries.planning.scope import within
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.imports.rows import (
    KnownTimetable,
    KnownUnit,
    codes_named,
    folded,
    folded_person,
)

#: A question with more codes than that is cut in several.
_AT_ONCE = 1000
Thing = TypeVar("Thing", bound=Hashable)


def known_timetable(taken: TimetableImport, lines: Iterable[Line]) -> KnownTimetable:
    """What the lines of a file may mean."""
    held = scopes(taken.requested_by, PLAN_SESSIONS) if taken.requested_by else frozenset()
    return KnownTimetable(
        units=_units(codes_named(lines), taken.year_id),
        rooms=_unambiguous(
            (folded(name), room.pk)
            for room in Room.objects.filter(withdrawn_at=None)
            for name in (room.code, room.name)
        ),
        teachers=_teachers(),
        first=taken.year.starts_on,
        last=taken.year.ends_on,
        zone=timezone.get_current_timezone(),
        may_plan=lambda component: held is None or component in held,
        component=taken.component_id or "",
    )


def imports_visible_to(planner: Person) -> QuerySet[TimetableImport]:
    """A planner's own, and those of their composantes."""
    own = TimetableImport.objects.filter(
        Q(requested_by=planner) | Q(component__isnull=False) & within("component", planner)
    )
    return own.select_related("requested_by", "year", "component")


def _units(codes: Iterable[str], year: int) -> dict[str, KnownUnit]:
    wanted = sorted(codes)
    found: dict[str, KnownUnit] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        units = list(TeachingUnit.objects.filter(code__in=wanted[start : start + _AT_ONCE]))
        groups: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for group in TeachingGroup.objects.filter(unit__in=units, year=year):
            names = groups[group.unit_id][group.kind]
            names[folded(group.name)] = names[folded(f"{group.kind} {group.name}")] = group.pk
        found |= {unit.code: KnownUnit(unit.pk, unit.component_id, groups[unit.pk]) for unit in units}
    return found


def _teachers() -> dict[str, int | None]:
    """Whoever works here by number and by name."""
    staff = Person.objects.filter(staff_number__isnull=False, erased_at=None, merged_into=None)
    return _unambiguous(
        (key, person.pk)
        for person in staff.only("staff_number", "birth_name", "given_name", "usual_name", "usual_given_name")
        for key in {
            folded_person(person.staff_number or ""),
            folded_person(person.display_name),
            folded_person(f"{person.given_name} {person.birth_name}"),
        }
    )


def _unambiguous(named: Iterable[tuple[str, Thing]]) -> dict[str, Thing | None]:
    """Each name with what bears it; with None when several things do."""
    found: dict[str, Thing | None] = {}
    for name, thing in named:
        found[name] = thing if found.get(name, thing) == thing else None
    return found
