"""Wiring of the computing account."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The computing account."""

    name = "peristyle.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The charter is the wizard's first step; old sessions and counts are swept."""
        from peristyle.accounts import personal_data
        from peristyle.accounts.account_sections import register_account_section
        from peristyle.accounts.actions.closing.announce_closings import announce_closings
        from peristyle.accounts.actions.closing.erase import erase_who_left
        from peristyle.accounts.actions.contacts.undo_changes import undo_address_changes, undo_number_changes
        from peristyle.accounts.actions.data_exports.sweep_exports import sweep_exports
        from peristyle.accounts.actions.factors.reclaim_factors import reclaim_factors
        from peristyle.accounts.actions.guests.warn_sponsors import warn_sponsors
        from peristyle.accounts.actions.sweep import sweep
        from peristyle.accounts.activation_steps import register_activation_step
        from peristyle.accounts.charter_step import CHARTER_STEP
        from peristyle.accounts.closing_section import CLOSING_SECTION
        from peristyle.accounts.contact_section import CONTACT_SECTION
        from peristyle.accounts.data_section import DATA_SECTION
        from peristyle.accounts.factor_section import FACTOR_CONFINEMENT, FACTOR_SECTION
        from peristyle.accounts.management import open_management
        from peristyle.accounts.own_account import open_own_account
        from peristyle.accounts.reclaiming import register_reclaim
        from peristyle.kernel import periodic
        from peristyle.kernel.confinement import Confinement, register_confinement
        from peristyle.kernel.personal_data import PersonalData, register_personal_data

        open_management()
        open_own_account()
        register_activation_step(CHARTER_STEP)
        register_confinement(
            Confinement(
                "closing",
                home="accounts:closing",
                pages=frozenset(
                    {
                        "accounts:my_data",
                        "accounts:data_progress",
                        "accounts:download_my_data",
                        "accounts:prove_again",
                        "accounts:proof_question",
                    }
                ),
            )
        )
        register_account_section(CLOSING_SECTION)
        register_personal_data(
            PersonalData(
                "accounts",
                _("Compte informatique"),
                personal_data.TABLES,
                personal_data.erase,
                withheld=personal_data.WITHHELD,
            )
        )
        register_account_section(CONTACT_SECTION)
        register_account_section(DATA_SECTION)
        register_account_section(FACTOR_SECTION)
        register_confinement(FACTOR_CONFINEMENT)
        register_reclaim(reclaim_factors)
        register_reclaim(undo_address_changes)
        register_reclaim(undo_number_changes)
        periodic.register(announce_closings, every=timedelta(days=1))
        periodic.register(erase_who_left, every=timedelta(days=1))
        periodic.register(warn_sponsors, every=timedelta(days=1))
        periodic.register(sweep, every=timedelta(hours=1))
        periodic.register(sweep_exports, every=timedelta(hours=1))
