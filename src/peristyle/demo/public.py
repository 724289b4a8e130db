"""The door of the demonstration: what the command line uses."""

from peristyle.demo.actions.load_university import (
    DEFAULT_SEED,
    DEFAULT_STUDENTS,
    UniversityNotEmpty,
    load_university,
)
from peristyle.demo.queries import characters_present, newcomers_waiting
from peristyle.demo.university.cast import PASSWORD

__all__ = [
    "DEFAULT_SEED",
    "DEFAULT_STUDENTS",
    "PASSWORD",
    "UniversityNotEmpty",
    "characters_present",
    "load_university",
    "newcomers_waiting",
]
