"""The rules of persons, as pure functions."""
