"""Requests for help, their threads, and the secret addresses they are followed by."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a request is about; `recovery` asks for an identity check that gives a lost account back."""

    SIGN_IN = "sign-in", _("Je n’arrive pas à me connecter")
    ACTIVATION = "activation", _("Je n’arrive pas à activer mon compte")
    RECOVERY = "recovery", _("Je ne lis plus mon adresse mail personnelle")
    SECOND_FACTOR = "second-factor", _("J’ai perdu mon second facteur")
    SUSPENSION = "suspension", _("Mon compte est suspendu ou fermé")
    IDENTITY = "identity", _("Faire corriger mon identité ou mes coordonnées")
    OTHER = "other", _("Autre chose")


class HelpRequest(models.Model):
    """Somebody asks for help; `person` only when they were signed in, otherwise nothing here is proved."""

    number = models.CharField(max_length=20, unique=True)
    subject = models.CharField(max_length=20, choices=Subject)
    name = models.CharField(max_length=100)
    mail = models.EmailField()
    typed_number = models.CharField(max_length=25, blank=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2)
    origin = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Demandes d’aide")
        indexes: ClassVar = [
            models.Index(fields=["origin", "asked_at"]),
            models.Index(fields=["asked_at"]),
        ]

    def __str__(self) -> str:
        return self.number


class MessageKind(models.TextChoices):
    """Whose words these are; a note is between agents."""

    FROM_AUTHOR = "author", _("Message")
    ANSWER = "answer", _("Réponse")
    NOTE = "note", _("Note interne")


class Message(models.Model):
    """Something written in the thread of a request."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Messages à l’assistance")
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.request} · {self.kind}"


class Closure(models.Model):
    """The request is closed, by an agent or (None) by its author; reopening removes the row."""

    request = models.OneToOneField(HelpRequest, models.CASCADE, related_name="closure")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = _("Demandes d’aide closes")

    def __str__(self) -> str:
        return f"{self.request} · {self.at:%Y-%m-%d}"


class Assignment(models.Model):
    """An agent sees to the request."""

    request = models.OneToOneField(HelpRequest, models.CASCADE, related_name="assignment")
    agent = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Demandes d’aide prises en charge")

    def __str__(self) -> str:
        return f"{self.request} · {self.agent}"


class FollowUpLink(models.Model):
    """A secret address of a request: each letter carries its own, as only digests are kept."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request} · {self.made_at:%Y-%m-%d}"
