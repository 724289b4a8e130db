"""Wiring of the demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The invented university."""

    name = "peristyle.demo"
    label = "demo"
