"""Timetables that come from elsewhere: brought, tried, looked at, then taken in as drafts."""
