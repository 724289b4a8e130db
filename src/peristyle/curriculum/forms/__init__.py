"""The forms of the curriculum."""
