"""Emploi du temps: rooms, what happens in them, and each person's own timetable.

An *activity* is what is due: classes of one kind of a unit for some groups, an exam, an event. Its *sessions* are dated
one by one (no recurrence is kept: exceptions make it unreadable); a *series* remembers that some were placed together.
Planners *place* sessions: what a session holds (rooms, teachers, groups) is held by nobody else at once, the database
sees to it. What they placed is a draft until they *publish* it: people only ever see published sessions, with what the
last publications changed.

Who attends is never chosen: the members of the groups, or whoever takes a unit held as a whole (`queries/audiences`).
The calendar of the year and the groups live in `curriculum`.
"""
