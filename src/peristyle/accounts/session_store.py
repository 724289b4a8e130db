"""Django's database sessions, but the key is kept as a digest, the house's clock counts, and facts are columns."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import get_random_string
from django.utils.functional import classproperty

from peristyle.kernel import clock
from peristyle.kernel.proofs import PROOF
from peristyle.kernel.tokens import digest


class SessionStore(DatabaseStore):
    """A thief of the table, or of a backup, holds no session."""

    @classmethod
    def get_model_class(cls) -> type[Any]:
        """The table of sessions."""
        from peristyle.accounts.models import Session  # noqa: PLC0415 — Django loads stores before models

        return Session

    @classproperty
    def model(cls) -> type[Any]:  # noqa: N805
        """The table of sessions."""
        return cls.get_model_class()

    def _get_session_from_db(self) -> Any:
        row = self.model.objects.filter(session_key=digest(self.session_key or ""), expire_date__gt=clock.now()).first()
        if row is None:
            self._session_key = None
        return row

    def _get_new_session_key(self) -> str:
        # Drawn from 190 bits; should two ever be equal, the primary key refuses the second and Django draws again.
        return get_random_string(32, VALID_KEY_CHARS)

    def exists(self, session_key: str) -> bool:
        """Whether such a session is kept."""
        return bool(self.model.objects.filter(session_key=digest(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session, with what it proves as columns."""
        proof = data.get(PROOF, {})
        return self.model(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(modification=clock.now()),
            account_id=data.get(SESSION_KEY),
            opened_at=_instant(proof.get("opened_at")) or clock.now(),
            authenticated_at=_instant(proof.get("authenticated_at")),
            method=proof.get("method", ""),
            address=proof.get("address", ""),
            device=proof.get("device", ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session."""
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the sessions whose time is over."""
        cls.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
