"""The student card in the ENT."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudentCard(models.Model):
    """The card of a student, for all their years here: its number among all European student cards, given once."""

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    number = models.UUIDField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Carte d’étudiant")

    def __str__(self) -> str:
        return str(self.number)
