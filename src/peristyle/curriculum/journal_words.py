"""What this room's actions are called in the journal."""

from django.utils.translation import gettext_lazy as _

from peristyle.audit.public import register_action_words

register_action_words(
    _("Offre de formation"),
    {
        "curriculum.withdraw": _("Inscription pédagogique retirée"),
        "curriculum.choose_units": _("Matières choisies"),
        "curriculum.validate_choices": _("Choix de matières validés"),
        "curriculum.refuse_choice": _("Choix de matière refusé"),
        "curriculum.give_unit": _("Dette ou anticipation ajoutée"),
        "curriculum.take_back_unit": _("Dette ou anticipation retirée"),
        "curriculum.create_unit": _("Élément créé"),
        "curriculum.save_unit": _("Élément modifié"),
        "curriculum.link_unit": _("Élément placé dans une maquette"),
        "curriculum.change_link": _("Place d’un élément modifiée"),
        "curriculum.unlink_unit": _("Élément retiré d’une maquette"),
        "curriculum.create_choice_list": _("Liste à choix créée"),
        "curriculum.change_choice_list": _("Liste à choix modifiée"),
        "curriculum.remove_choice_list": _("Liste à choix supprimée"),
        "curriculum.set_window": _("Dates des choix enregistrées"),
        "curriculum.remove_window": _("Dates des choix retirées"),
        "curriculum.copy_year": _("Offre copiée vers une autre année"),
        "curriculum.take_maquettes": _("Fichier de maquettes déposé"),
        "curriculum.import_maquettes": _("Maquettes importées"),
        "curriculum.create_groups": _("Groupes créés"),
        "curriculum.change_group": _("Groupe modifié"),
        "curriculum.remove_group": _("Groupe supprimé"),
        "curriculum.assign_groups": _("Étudiants répartis en groupes"),
        "curriculum.move_member": _("Changement de groupe"),
        "curriculum.leave_group": _("Sortie d’un groupe"),
        "curriculum.teach_group": _("Groupe confié à un enseignant"),
        "curriculum.stop_teaching": _("Groupe retiré à un enseignant"),
    },
)
