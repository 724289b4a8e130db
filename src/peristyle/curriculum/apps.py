"""Wiring of the curriculum."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """What is taught."""

    name = "peristyle.curriculum"
    label = "curriculum"
