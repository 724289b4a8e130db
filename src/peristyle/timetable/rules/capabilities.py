"""What may be done with rooms and timetables."""

SEE_ROOMS = "timetable.see_rooms"
#: Within the composantes of the planner.
PLAN_SESSIONS = "timetable.plan_sessions"
#: A room is asked for by whoever works here.
BOOK_ROOMS = "timetable.book_rooms"
#: Whatever the composante: rooms are shared by all of them. Answers requests, closes rooms, prints the sheets of doors.
MANAGE_ROOMS = "timetable.manage_rooms"
DECLARE_AVAILABILITY = "timetable.declare_availability"
