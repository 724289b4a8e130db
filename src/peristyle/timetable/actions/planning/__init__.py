"""Planners' verbs: place, cancel, publish."""
