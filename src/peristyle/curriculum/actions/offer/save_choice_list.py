"""Make, change or take out a list to choose from."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.curriculum.models import ChoiceList, Step, TeachingUnit, UnitLink
from peristyle.people.public import Person


class LabelTaken(Exception):
    """Another list in the same place has this label."""


@dataclass(frozen=True)
class ListFacts:
    """What a list is called, and how many of its units are taken."""

    label_fr: str
    label_en: str
    minimum: int
    maximum: int


def create_choice_list(
    facts: ListFacts, *, step: Step | None, parent: TeachingUnit | None, year: int, by: Person
) -> ChoiceList:
    """A list under a unit, or directly under an étape. Raises LabelTaken."""
    made = ChoiceList(step=None if parent else step, parent=parent, year_id=year, **asdict(facts))
    _save(made)
    record("curriculum.create_choice_list", actor=by, subject=made, year=year, label=facts.label_fr)
    return made


def change_choice_list(choices: ChoiceList, facts: ListFacts, *, by: Person) -> None:
    """Another label, other bounds; what was chosen stays. Raises LabelTaken."""
    for name, value in asdict(facts).items():
        setattr(choices, name, value)
    _save(choices)
    record("curriculum.change_choice_list", actor=by, subject=choices, label=facts.label_fr)


def remove_choice_list(choices: ChoiceList, *, by: Person) -> None:
    """Its units stay where they stand, and become mandatory."""
    with transaction.atomic():
        UnitLink.objects.filter(list=choices).update(list=None)
        record("curriculum.remove_choice_list", actor=by, subject=choices, label=choices.label_fr)
        choices.delete()


def _save(choices: ChoiceList) -> None:
    try:
        with transaction.atomic():
            choices.save()
    except IntegrityError:
        raise LabelTaken from None
