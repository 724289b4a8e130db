"""Pages of one's own timetable."""
