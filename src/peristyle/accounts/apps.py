"""Wiring of the computing account."""

from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The computing account."""

    name = "peristyle.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The charter is the wizard's first step; old sessions and counts are swept."""
        from peristyle.accounts.actions.sweep import sweep
        from peristyle.accounts.activation_steps import register_activation_step
        from peristyle.accounts.charter_step import CHARTER_STEP
        from peristyle.kernel import periodic
        from peristyle.kernel.confinement import Confinement, register_confinement

        register_activation_step(CHARTER_STEP)
        register_confinement(Confinement("closing", home="accounts:closing"))
        periodic.register(sweep, every=timedelta(hours=1))
