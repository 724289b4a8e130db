"""Wiring of the curriculum."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import (
    Block,
    ManagementPage,
    register_home_provider,
    register_management_page,
)


class CurriculumConfig(AppConfig):
    """What is taught."""

    name = "peristyle.curriculum"
    label = "curriculum"

    def ready(self) -> None:
        """The period of the year and the choices to make on the home, the teachers’ groups, the officers’ pages."""
        from peristyle.curriculum import checks, personal_data
        from peristyle.curriculum.home import choices_to_make, present_period
        from peristyle.curriculum.queries import count_of_choices_waiting
        from peristyle.curriculum.rules.capabilities import (
            MANAGE_GROUPS,
            MANAGE_OFFER,
            READ_OWN_GROUPS,
            VALIDATE_CHOICES,
        )
        from peristyle.kernel.personal_data import PersonalData, register_personal_data

        checks.register()
        register_personal_data(
            PersonalData("curriculum", _("Offre de formation"), personal_data.TABLES, personal_data.erase)
        )
        register_home_provider(Block.NOW, present_period)
        register_home_provider(Block.TO_DO, choices_to_make)
        allow(Role.REGISTRAR_OFFICER, MANAGE_OFFER, VALIDATE_CHOICES, MANAGE_GROUPS)
        allow(Role.PLANNER, MANAGE_GROUPS)
        allow(Role.TEACHER, READ_OWN_GROUPS)
        register_management_page(
            ManagementPage(
                capability=MANAGE_OFFER,
                name=_("Offre de formation"),
                description=_("Étapes, maquettes, listes à choix, groupes."),
                url_name="curriculum:offer",
                icon="list",
            )
        )
        register_management_page(
            ManagementPage(
                capability=VALIDATE_CHOICES,
                name=_("Choix à valider"),
                description=_("Les matières que les étudiants ont choisies."),
                url_name="curriculum:waiting_choices",
                icon="check",
                waiting=count_of_choices_waiting,
            )
        )
        register_management_page(
            ManagementPage(
                capability=READ_OWN_GROUPS,
                name=_("Mes groupes"),
                description=_("Vos étudiants : listes et feuilles d’émargement."),
                url_name="curriculum:my_groups",
                icon="people",
            )
        )
