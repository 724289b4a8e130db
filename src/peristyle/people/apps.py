"""Wiring of persons."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, affiliations, composantes."""

    name = "peristyle.people"
    label = "people"

    def ready(self) -> None:
        """Persons are found by their names and numbers; every night everybody is looked at again; IT merges."""
        from peristyle.kernel import periodic
        from peristyle.kernel.permissions import Role, allow
        from peristyle.kernel.personal_data import PersonalData, register_personal_data
        from peristyle.kernel.services import ManagementPage, register_management_page
        from peristyle.people import personal_data
        from peristyle.people.actions.find_duplicates import find_duplicates
        from peristyle.people.actions.index_persons import index_everybody
        from peristyle.people.own_search_source import own_words
        from peristyle.people.rules.capabilities import MERGE_DUPLICATES
        from peristyle.people.search_sources import register_search_source

        register_search_source(own_words)
        register_personal_data(
            PersonalData(
                "people",
                _("Identité"),
                personal_data.TABLES,
                personal_data.erase,
                personal_data.kept,
                withheld=personal_data.WITHHELD,
            )
        )
        periodic.register(index_everybody, every=timedelta(days=1))
        periodic.register(find_duplicates, every=timedelta(days=1))
        allow(Role.IT_STAFF, MERGE_DUPLICATES)
        register_management_page(
            ManagementPage(
                capability=MERGE_DUPLICATES,
                name=_("Doublons"),
                description=_("Deux fiches pour une personne : les comparer, les réunir, les séparer."),
                url_name="people:duplicates",
                icon="people",
                order=15,
            )
        )
