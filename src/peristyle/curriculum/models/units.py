"""What is taught: teaching units as a graph whose links belong to a year, and how a unit is taught in a year."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models.degrees import Step
from peristyle.curriculum.models.years import AcademicYear
from peristyle.curriculum.rules.quantities import COEFFICIENT, CREDITS, HOURS, written_quantity


class UnitKind(models.TextChoices):
    """The nature of a unit."""

    YEAR = "annee", _("Année")
    SEMESTER = "semestre", _("Semestre")
    BLOCK = "bcc", _("Bloc de connaissances et de compétences")
    UNIT = "ue", _("UE")
    PART = "ecue", _("ECUE")


class ClassKind(models.TextChoices):
    """How classes are given."""

    CM = "CM", _("Cours magistral")
    TD = "TD", _("Travaux dirigés")
    TP = "TP", _("Travaux pratiques")


class TeachingUnit(models.Model):
    """A unit (ELP): a semester, a block, an UE, a part of one. Several étapes may share it."""

    code = models.CharField(max_length=8, unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=UnitKind)
    component = models.ForeignKey("people.Component", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_fr}"

    def name(self, language: str) -> str:
        """The name in the reader's language, as far as it was translated."""
        return (language == "en" and self.name_en) or self.name_fr

    @property
    def scope(self) -> str:
        """The code of the composante that answers for it."""
        return self.component_id


class Offering(models.Model):
    """A unit in a year: the time due to each student, how many may choose it, how many have.

    Only those who choose it take a seat: it is open to all those who must take it.
    """

    unit = models.ForeignKey(TeachingUnit, models.CASCADE, related_name="offerings")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    cm_minutes = models.PositiveIntegerField(default=0)
    td_minutes = models.PositiveIntegerField(default=0)
    tp_minutes = models.PositiveIntegerField(default=0)
    capacity = models.PositiveIntegerField(null=True)
    seats_taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_offering_per_unit_and_year"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")), name="no_more_seats_than_capacity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} · {self.year_id}"

    @property
    def seats_left(self) -> int | None:
        """How many may still choose it; None: as many as like."""
        return None if self.capacity is None else self.capacity - self.seats_taken

    @property
    def hours(self) -> str:
        """The time due by kind of classes: « CM 18 · TD 19,5 »."""
        due = ((ClassKind.CM, self.cm_minutes), (ClassKind.TD, self.td_minutes), (ClassKind.TP, self.tp_minutes))
        return " · ".join(f"{kind.value} {written_quantity(minutes, HOURS)}" for kind, minutes in due if minutes)


def _one_parent(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(step=None, parent__isnull=False) | Q(step__isnull=False, parent=None), name=name
    )


class ChoiceList(models.Model):
    """A list (LSE) under an étape or a unit: from `minimum` to `maximum` of its units are taken."""

    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(TeachingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120, blank=True)
    minimum = models.PositiveSmallIntegerField(default=1)
    maximum = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["label_fr", "id"]
        constraints: ClassVar = [
            _one_parent("a_choice_list_has_one_parent"),
            models.CheckConstraint(
                condition=Q(maximum__gte=1) & Q(minimum__lte=F("maximum")), name="a_choice_list_can_be_satisfied"
            ),
            models.UniqueConstraint(fields=["step", "year", "label_fr"], name="one_choice_list_per_step_and_label"),
            models.UniqueConstraint(fields=["parent", "year", "label_fr"], name="one_choice_list_per_unit_and_label"),
        ]

    def __str__(self) -> str:
        return self.label_fr

    def label(self, language: str) -> str:
        """The label in the reader's language, as far as it was translated."""
        return (language == "en" and self.label_en) or self.label_fr


class UnitLink(models.Model):
    """A unit stands under an étape or under another unit in a year: mandatory, or in a choice list of that parent.

    « Coefficient and credits belong to the link, versioned by year. »
    """

    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(TeachingUnit, models.PROTECT, null=True, blank=True, related_name="links_below")
    unit = models.ForeignKey(TeachingUnit, models.PROTECT, related_name="links_above")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    list = models.ForeignKey(ChoiceList, models.PROTECT, null=True, blank=True, related_name="links")
    order = models.PositiveSmallIntegerField(default=0)
    coefficient_hundredths = models.PositiveIntegerField(default=100)
    credits_tenths = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "unit__code"]
        constraints: ClassVar = [
            _one_parent("a_link_has_one_parent"),
            models.UniqueConstraint(fields=["step", "unit", "year"], name="one_link_per_step_unit_and_year"),
            models.UniqueConstraint(fields=["parent", "unit", "year"], name="one_link_per_parent_unit_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id or self.parent_id} → {self.unit_id} · {self.year_id}"

    @property
    def coefficient(self) -> str:
        """The coefficient, as people write it."""
        return written_quantity(self.coefficient_hundredths, COEFFICIENT)

    @property
    def credits(self) -> str:
        """The ECTS credits, as people write them."""
        return written_quantity(self.credits_tenths, CREDITS)
