"""The student card in the ENT."""

from django.db import models


class StudentCard(models.Model):
    """The card of a student, for all their years here: its number among all European student cards, given once."""

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    number = models.UUIDField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
