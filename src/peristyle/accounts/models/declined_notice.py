"""Which mails a person does without."""

from typing import ClassVar

from django.db import models

from peristyle.accounts.models.account import Account


class DeclinedNotice(models.Model):
    """The holder does without the mails on this topic."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="declined_notices")
    topic = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "topic"], name="a_topic_is_declined_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.topic}"
