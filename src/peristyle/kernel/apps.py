"""Wiring of the ground."""

from datetime import timedelta

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The ground: what every room may use."""

    name = "peristyle.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Failed tasks are tried again, old ones forgotten; the institution's file is checked; one more lookup."""
        from django.db.models import CharField

        from peristyle.kernel import checks, periodic, retries
        from peristyle.kernel.finished_tasks import forget_finished_tasks
        from peristyle.kernel.lookups import Begins

        CharField.register_lookup(Begins)
        retries.listen()
        periodic.register(forget_finished_tasks, every=timedelta(days=1))
        checks.register()
