"""The invented students take units, have groups, and choices to make."""

import pytest

from peristyle.curriculum.public import (
    GroupTeacher,
    Nature,
    Offering,
    StudiedStep,
    TeachingGroup,
    UnitEnrolment,
    groups_of,
    units_of,
)
from peristyle.demo.actions.load_university import load_university
from peristyle.demo.university.cast import CHARACTERS
from peristyle.enrolment.public import Enrolment
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person

pytestmark = pytest.mark.django_db


def test_students_take_units_and_every_class_has_its_groups() -> None:
    load_university(students=80, seed=1)

    year = StudiedStep.objects.latest("year").year_id
    assert StudiedStep.objects.count() == Enrolment.objects.filter(academic_year=year).count()
    character = next(each for each in CHARACTERS if each.role == Role.STUDENT)
    student = Person.objects.get(student_number=f"{character.identity.birth_date:%Y%m%d}")
    assert "EE102" in {row.unit.code for row in units_of(student, year)}
    assert {str(group) for group in groups_of(student, year) if group.unit.code == "EE102"} == {"CM 1", "TD 1"}
    assert GroupTeacher.objects.count() == TeachingGroup.objects.count() > 0
    waiting = UnitEnrolment.objects.filter(validated_at=None)
    assert waiting.exists()
    assert not waiting.filter(person=student).exists()


def test_the_seats_taken_are_those_of_the_choices() -> None:
    load_university(students=80, seed=2)

    for offering in Offering.objects.select_related("unit"):
        holders = UnitEnrolment.objects.filter(unit=offering.unit, nature=Nature.CHOSEN, refused_at=None)
        assert offering.seats_taken == holders.count(), offering.unit
