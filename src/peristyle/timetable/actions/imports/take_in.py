"""Take the lines of a timetable in: each becomes a draft, or changes the session it already was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Count, Q
from django.utils import translation

from peristyle.audit.public import record
from peristyle.kernel.importing.carrying import Carrier, Written
from peristyle.kernel.importing.files import Line
from peristyle.kernel.importing.problems import Problem
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.cancel_session import cancel_session, restore_session
from peristyle.timetable.actions.planning.mark_session import write_note
from peristyle.timetable.actions.planning.place_session import create_session, move_session
from peristyle.timetable.models import Activity, ImportedSession, Session, TimetableImport
from peristyle.timetable.queries.imports.known import known_timetable
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.imports.rows import LAYOUT, SessionRow, check_lines

_ActivityKey = tuple[int | None, str, str, str, frozenset[int]]


def carrier(taken: TimetableImport) -> Carrier[SessionRow]:
    """How this timetable is checked and taken in."""
    return Carrier(
        layout=LAYOUT,
        check=lambda lines: _check(taken, lines),
        write=lambda rows: _Writing(taken, rows).written(),
        finished=lambda counts: record("timetable.finish_timetable", actor=taken.requested_by, subject=taken, **counts),
    )


def _check(taken: TimetableImport, lines: Iterable[Line]) -> Iterator[SessionRow | Problem]:
    read = list(lines)
    return check_lines(read, known_timetable(taken, read))


class _Writing:
    """A batch of rows being written: what is there of them, what becomes of each."""

    def __init__(self, taken: TimetableImport, rows: Sequence[SessionRow]) -> None:
        self.taken = taken
        self.rows = rows
        self.by: Person = taken.requested_by  # type: ignore[assignment] # whoever brought it may plan; erased, nobody may
        self.reason = f"Import : {taken.file_name}"[:300]
        self.there = _there(taken, rows)
        self.activities = _activities(taken, rows)
        self.touched: set[int] = set()

    def written(self) -> Written:
        """Write each row by itself; one that the house refuses says why."""
        done = Written()
        language = self.by.language if self.by else translation.get_language()
        with translation.override(language):
            for row in self.rows:
                try:
                    with transaction.atomic():
                        done.added, done.updated = self._write(row, done)
                except PlacementRefused as refused:
                    done.problems.append(Problem(row.line, "conflict", value=_why(refused)))
            _complete(self.touched)
        return done

    def _write(self, row: SessionRow, done: Written) -> tuple[int, int]:
        known = self.there.get(row.foreign_id)
        if known is None:
            self._create(row)
            return done.added + 1, done.updated
        return done.added, done.updated + self._bring_up_to_date(known, row)

    def _create(self, row: SessionRow) -> None:
        activity = self._activity(row)
        session = create_session(activity, row.placement, by=self.by, reason=self.reason, batch=self.taken.batch)
        ImportedSession.objects.create(origin=self.taken.origin, foreign_id=row.foreign_id, session=session)
        self._note_and_cancel(session, row)
        self.touched.add(activity.pk)

    def _bring_up_to_date(self, session: Session, row: SessionRow) -> bool:
        """Whether anything was to be changed; what a planner says elsewhere of the session stays."""
        moved = session.placement() != row.placement
        if moved:
            move_session(session, row.placement, by=self.by, reason=self.reason, batch=self.taken.batch)
        return self._note_and_cancel(session, row) or moved

    def _note_and_cancel(self, session: Session, row: SessionRow) -> bool:
        noted = bool(row.note) and row.note != session.note
        if noted:
            write_note(session, row.note, by=self.by)
        cancelled = row.cancelled and session.cancelled_at is None
        restored = not row.cancelled and session.cancelled_at is not None
        if cancelled:
            cancel_session(session, by=self.by, reason=self.reason, batch=self.taken.batch)
        if restored:
            restore_session(session, by=self.by, batch=self.taken.batch)
        return noted or cancelled or restored

    def _activity(self, row: SessionRow) -> Activity:
        key = _key_of(row)
        if key not in self.activities:
            activity = Activity.objects.create(
                year=self.taken.year,
                unit_id=row.unit,
                title=row.title,
                kind=row.kind,
                component_id=row.component,
                whole_unit=row.whole_unit,
                session_minutes=int(row.placement.slot.length.total_seconds() // 60),
            )
            activity.groups.set(row.placement.groups)
            self.activities[key] = activity
        activity = self.activities[key]
        activity.teachers.add(*row.placement.teachers)
        return activity


def _there(taken: TimetableImport, rows: Sequence[SessionRow]) -> dict[str, Session]:
    known = ImportedSession.objects.filter(origin=taken.origin, foreign_id__in=[row.foreign_id for row in rows])
    sessions = Session.objects.filter(pk__in=known.values("session")).prefetch_related(
        "held_rooms", "held_teachers", "held_groups"
    )
    by_key = {session.pk: session for session in sessions}
    return {each.foreign_id: by_key[each.session_id] for each in known}


def _activities(taken: TimetableImport, rows: Sequence[SessionRow]) -> dict[_ActivityKey, Activity]:
    """The activities that these rows may be of."""
    units = {row.unit for row in rows if row.unit}
    titles = {row.title for row in rows if row.title}
    found = Activity.objects.filter(Q(unit__in=units) | Q(unit=None, title__in=titles), year=taken.year)
    by_key: dict[_ActivityKey, Activity] = {}
    for activity in found.order_by("pk").prefetch_related("groups"):
        groups = frozenset(group.pk for group in activity.groups.all())
        by_key.setdefault(
            (activity.unit_id, activity.title, activity.kind, activity.component_id or "", groups), activity
        )
    return by_key


def _key_of(row: SessionRow) -> _ActivityKey:
    return row.unit, row.title, row.kind.value, row.component, row.placement.groups


def _complete(activities: set[int]) -> None:
    """As many sessions are due of an activity as stand of it, or more."""
    counted: dict[int, list[int]] = defaultdict(list)
    standing = Count("sessions", filter=Q(sessions__cancelled_at=None))
    for activity in Activity.objects.filter(pk__in=activities).annotate(standing=standing):
        if activity.standing > activity.session_count:
            counted[activity.standing].append(activity.pk)
    for count, keys in counted.items():
        Activity.objects.filter(pk__in=keys).update(session_count=count)


def _why(refused: PlacementRefused) -> str:
    hard = [conflict for conflict in refused.conflicts if conflict.hard] or refused.conflicts
    return explained(hard[:1])[0][1]
