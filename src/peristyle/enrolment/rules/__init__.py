"""The rules of scolarité, as pure functions."""
