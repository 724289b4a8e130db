"""What may be done with rooms."""

SEE_ROOMS = "timetable.see_rooms"
