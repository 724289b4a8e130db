"""Secrets that a person gives to a program of theirs."""

from django.db import models

from peristyle.accounts.models.account import Account


class PersonalToken(models.Model):
    """A secret by which a program reads what its scopes open, until its day comes or its holder revokes it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="personal_tokens")
    name = models.CharField(max_length=60)
    scopes = models.JSONField()
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} · {self.name}"
