"""Wiring of the curriculum."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """What is taught."""

    name = "peristyle.curriculum"
    label = "curriculum"

    def ready(self) -> None:
        """The home tells the period of the year; a wrong `calendar.toml` stops the house at start."""
        from peristyle.curriculum import checks
        from peristyle.curriculum.home import present_period
        from peristyle.kernel.services import Block, register_home_provider

        checks.register()
        register_home_provider(Block.NOW, present_period)
