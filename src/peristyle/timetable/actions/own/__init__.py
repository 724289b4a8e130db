"""What people change in their own timetable."""
