"""Codes by which somebody known comes back without an active account."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.confirmation_codes import MOST_TRIES


class ReturnCode(models.Model):
    """A code asked by student number and birth date; nobody's when they tell nobody, so that all requests look alike.

    `browser` is the digest of what the asking browser holds: the code works there only.
    """

    browser = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    requested_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Codes de réinscription envoyés")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["person", "requested_at"], name="return_codes_of_a_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sent_at=None) | ~Q(code_digest=""), name="a_sent_return_code_was_drawn"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(sent_at__isnull=False), name="a_used_return_code_was_sent"
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="a_return_code_has_few_tries"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.requested_at:%Y-%m-%d %H:%M}"
