"""Péristyle: a university's whole digital workspace, one house behind one door."""

__version__ = "0.1.0"
