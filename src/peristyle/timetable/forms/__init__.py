"""What people type in the timetable."""
