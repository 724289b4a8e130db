"""Sessions of browsers, and failures counted."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string

from peristyle.accounts.models.account import Account


class Throttle(models.Model):
    """Failures counted against a key (an account as typed from an address, an account, an address)."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failure_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.failures}"


class Session(AbstractBaseSession):
    """A browser at the door: how, when and from where the person proved who they are. The key is kept as a digest."""

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=300, blank=True)

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def] # noqa: ANN206 — Django's own signature
        """The store that reads and writes this table."""
        return import_string("peristyle.accounts.session_store.SessionStore")
