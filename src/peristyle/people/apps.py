"""Wiring of persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, affiliations, composantes."""

    name = "peristyle.people"
    label = "people"
