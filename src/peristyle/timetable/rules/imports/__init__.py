"""Timetables that come from elsewhere: their lines, what each means here, why one is refused."""
