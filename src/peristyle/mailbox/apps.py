"""Wiring of the university mailbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import services


class MailboxConfig(AppConfig):
    """The university mailbox."""

    name = "peristyle.mailbox"
    label = "mailbox"

    def ready(self) -> None:
        """The wizard asks where mails shall go, the account shows it; the home says what awaits a confirmation."""
        from peristyle.accounts.public import register_account_section, register_activation_step, register_reclaim
        from peristyle.kernel.personal_data import PersonalData, register_personal_data
        from peristyle.mailbox import personal_data
        from peristyle.mailbox.account_section import REDIRECT_SECTION
        from peristyle.mailbox.actions.stop_redirect import stop_recent_redirect
        from peristyle.mailbox.activation_step import REDIRECT_STEP
        from peristyle.mailbox.queries import awaited_confirmations

        register_activation_step(REDIRECT_STEP)
        register_account_section(REDIRECT_SECTION)
        register_reclaim(stop_recent_redirect)
        register_personal_data(PersonalData("mailbox", _("Messagerie"), personal_data.TABLES, personal_data.erase))
        services.register_home_provider(services.Block.TO_DO, awaited_confirmations)
