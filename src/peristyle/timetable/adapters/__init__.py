"""What the timetable writes for other tools to read."""
