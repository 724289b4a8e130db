"""What may be done with rooms and timetables."""

SEE_ROOMS = "timetable.see_rooms"
#: Within the composantes of the planner.
PLAN_SESSIONS = "timetable.plan_sessions"
#: A room is asked for by whoever works here.
BOOK_ROOMS = "timetable.book_rooms"
#: Counts only where `timetable.toml` says that students ask for rooms too.
BOOK_ROOMS_AS_STUDENT = "timetable.book_rooms_as_student"
#: In the buildings of the composantes of the planner, and in those that belong to none: answers requests, closes rooms,
#: prints the sheets of doors.
MANAGE_ROOMS = "timetable.manage_rooms"
DECLARE_AVAILABILITY = "timetable.declare_availability"
#: Of the students of one's composantes: what they are entitled to at exams.
MANAGE_ARRANGEMENTS = "timetable.manage_arrangements"
