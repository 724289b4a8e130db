"""What the computing account offers to officers, agents and IT: who may do what, and the pages on /gestion/."""

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.actions.recovery.cancel_recovery import reclaim_recovery
from peristyle.accounts.house_person_actions import PERSON_ACTIONS
from peristyle.accounts.login_search_source import words_of_logins
from peristyle.accounts.person_actions import register_person_action
from peristyle.accounts.queries import ids_found, names_of_persons
from peristyle.accounts.reclaiming import register_reclaim
from peristyle.accounts.rules import capabilities
from peristyle.audit.public import PersonDirectory, register_person_directory
from peristyle.kernel.permissions import allow
from peristyle.kernel.services import ManagementPage, register_management_page
from peristyle.people.public import register_search_source


def open_management() -> None:
    """Persons are found by their identifiers, in the journal too; to each role its capabilities, actions, pages."""
    register_search_source(words_of_logins)
    register_person_directory(PersonDirectory(find=ids_found, names=names_of_persons, page="accounts:person"))
    for role, held in capabilities.OF_ROLES.items():
        allow(role, *held)
    for action in PERSON_ACTIONS:
        register_person_action(action)
    register_management_page(
        ManagementPage(
            capability=capabilities.SEARCH_PEOPLE,
            name=_("Comptes"),
            description=_("Trouver une personne, comprendre l’état de son compte, l’aider."),
            url_name="accounts:people",
            icon="people",
            order=10,
        )
    )
    register_management_page(
        ManagementPage(
            capability=capabilities.RECOVER,
            name=_("Récupérations en attente"),
            description=_("Les comptes à rendre à leur titulaire : un second agent confirme."),
            url_name="accounts:recoveries",
            icon="key",
            order=11,
        )
    )
    register_management_page(
        ManagementPage(
            capability=capabilities.EXTEND,
            name=_("Prolongations demandées"),
            description=_("Les comptes que leur titulaire voudrait garder plus longtemps."),
            url_name="accounts:extensions",
            icon="clock",
            order=12,
        )
    )
    register_management_page(
        ManagementPage(
            capability=capabilities.INVITE_GUEST,
            name=_("Invités"),
            description=_("Accueillir quelqu’un d’ailleurs pour un temps, prolonger son séjour ou y mettre fin."),
            url_name="accounts:guests",
            icon="user",
            order=13,
        )
    )
    register_management_page(
        ManagementPage(
            capability=capabilities.IMPORT_PEOPLE,
            name=_("Importer des personnes"),
            description=_("Les personnels et les invités, par fichier."),
            url_name="accounts:people_imports",
            icon="upload",
            order=14,
        )
    )
    register_reclaim(reclaim_recovery)
