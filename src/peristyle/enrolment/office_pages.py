"""What scolarité offers to its officers: who may do what, and the pages of the office with what waits there."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.actions.exports.sweep_exports import sweep_exports
from peristyle.enrolment.actions.feeds.shout import shout
from peristyle.enrolment.actions.feeds.synchronise import synchronise
from peristyle.enrolment.actions.index_admissions import index_all_admissions
from peristyle.enrolment.queries.office import corrections_to_decide, decisions_to_take
from peristyle.enrolment.rules import capabilities
from peristyle.kernel import periodic
from peristyle.kernel.permissions import Role, allow
from peristyle.kernel.services import ManagementPage, register_management_page

PAGES = (
    ManagementPage(
        capability=capabilities.READ_STUDENTS,
        name=_("Scolarité : le bureau"),
        description=_("Ce qui attend dans vos composantes ; trouver un étudiant."),
        url_name="enrolment:office",
        icon="scolarite",
    ),
    ManagementPage(
        capability=capabilities.READ_STUDENTS,
        name=_("Étudiants"),
        description=_("Trouver un étudiant ou une personne admise, ouvrir son dossier."),
        url_name="enrolment:students",
        icon="people",
    ),
    ManagementPage(
        capability=capabilities.CORRECT_IDENTITY,
        name=_("Corrections demandées"),
        description=_("Ce que des étudiants signalent comme faux dans leur dossier."),
        url_name="enrolment:corrections",
        icon="edit",
        waiting=lambda officer: corrections_to_decide(officer).count(),
    ),
    ManagementPage(
        capability=capabilities.DECIDE_FILES,
        name=_("Inscriptions à décider"),
        description=_(
            "Les dossiers qui demandent une décision : redoublements répétés, césures, régimes spéciaux, INE en double."
        ),
        url_name="enrolment:decisions",
        icon="shield",
        waiting=lambda officer: decisions_to_take(officer).count(),
    ),
    ManagementPage(
        capability=capabilities.ENROL_ON_THE_SPOT,
        name=_("Inscription sur place"),
        description=_("Inscrire une personne qui n’a pas de dossier ; elle repart avec son SCOL’PASS."),
        url_name="enrolment:on_the_spot",
        icon="plus",
    ),
    ManagementPage(
        capability=capabilities.READ_FIGURES,
        name=_("Chiffres des inscriptions"),
        description=_("Par composante, étape et jour, comparés à l’an dernier."),
        url_name="enrolment:figures",
        icon="list",
    ),
    ManagementPage(
        capability=capabilities.EXPORT_ENROLMENTS,
        name=_("Exports"),
        description=_("Les inscriptions dans un fichier, pour Excel ou aux noms d’Apogée."),
        url_name="enrolment:exports",
        icon="download",
    ),
    ManagementPage(
        capability=capabilities.READ_FEEDS,
        name=_("Synchronisation"),
        description=_("Les inscriptions reprises d’un autre système de scolarité : quand, combien, ce qui est refusé."),
        url_name="enrolment:synchronisation",
        icon="refresh",
    ),
    ManagementPage(
        capability=capabilities.IMPORT_ENROLMENTS,
        name=_("Inscriptions par fichier"),
        description=_("Reprendre les inscriptions d’un autre système : fichiers du SI, listes d’Apogée."),
        url_name="enrolment:feed_imports",
        icon="upload",
    ),
)


def open_office() -> None:
    """To officers their capabilities and pages; whoever was admitted is found by their names."""
    allow(Role.REGISTRAR_OFFICER, *capabilities.OFFICE, capabilities.READ_FEEDS)
    allow(Role.IT_STAFF, capabilities.READ_FEEDS)
    for page in PAGES:
        register_management_page(page)
    periodic.register(index_all_admissions, every=timedelta(days=1))
    periodic.register(sweep_exports, every=timedelta(hours=1))
    periodic.register(synchronise, every=timedelta(hours=1))
    periodic.register(shout, every=timedelta(days=1))
