"""What the house knows of what timetables from elsewhere name."""
