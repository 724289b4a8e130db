"""Wiring of the ground."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The ground: what every room may use."""

    name = "peristyle.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Listen to finished tasks, so that failed ones are tried again; check the institution's file."""
        from peristyle.kernel import checks, retries

        retries.listen()
        checks.register()
