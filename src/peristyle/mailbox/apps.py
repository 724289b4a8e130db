"""Wiring of the university mailbox."""

from django.apps import AppConfig

from peristyle.kernel import services


class MailboxConfig(AppConfig):
    """The university mailbox."""

    name = "peristyle.mailbox"
    label = "mailbox"

    def ready(self) -> None:
        """The wizard asks where mails shall go; the home says what awaits a confirmation."""
        from peristyle.accounts.public import register_activation_step
        from peristyle.mailbox.activation_step import REDIRECT_STEP
        from peristyle.mailbox.queries import awaited_confirmations

        register_activation_step(REDIRECT_STEP)
        services.register_home_provider(services.Block.TO_DO, awaited_confirmations)
