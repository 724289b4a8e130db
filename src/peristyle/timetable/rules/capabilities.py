"""What may be done with rooms and timetables."""

SEE_ROOMS = "timetable.see_rooms"
#: Within the composantes of the planner.
PLAN_SESSIONS = "timetable.plan_sessions"
