"""Rooms and, one day, what happens in them: a *room* stands in a *building*, on a *site*, and holds so many people.

The rooms of an institution are those of its `rooms.toml`. Events, bookings and personal timetables will live here; the
teaching calendar of a year lives in `curriculum`, since grades and courses lean on it too.
"""
