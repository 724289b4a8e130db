"""Calling the roll of a session."""
