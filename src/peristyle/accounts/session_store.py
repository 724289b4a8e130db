"""Django's database sessions, but the key is kept as a digest, the house's clock counts, and facts are columns."""

import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError
from django.db.models import CharField, DateTimeField
from django.utils.functional import classproperty

from peristyle.kernel import clock
from peristyle.kernel.prepared import Given, Insertion, Reading
from peristyle.kernel.proofs import PROOF
from peristyle.kernel.tokens import digest, new_token

#: Holders read when their sessions were last seen; that it is true to the hour costs one write an hour.
SEEN_EVERY = timedelta(hours=1)


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

    def load(self) -> dict[str, Any]:
        """What is kept under this key, if its time is not over."""
        key, now = digest(self.session_key or ""), clock.now()
        rows = _kept().rows(key=key, now=now)
        if not rows:
            self._session_key = None
            return {}
        kept, seen_at = rows[0]
        if now - seen_at >= SEEN_EVERY:
            self.model.objects.filter(session_key=key, seen_at=seen_at).update(seen_at=now)
        return self.decode(kept)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 — Django's own signature
        """Keep what the session holds; a new one in a single statement, which needs no transaction."""
        if not must_create:
            super().save()
            return
        try:
            _new_rows().insert(self.create_model_instance(self._get_session(no_load=True)))  # type: ignore[attr-defined]
        except IntegrityError as taken:
            raise CreateError from taken

    def set_expiry(self, value: timedelta | datetime | int | None) -> None:
        """A length of time stays one: Django would add it to the machine's clock, and ours may be ahead of that."""
        super().set_expiry(int(value.total_seconds()) if isinstance(value, timedelta) else value)

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What is kept of the session: a table of one's own is neither signed nor compressed."""
        return json.dumps(session_dict)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """The session that was kept."""
        kept: dict[str, Any] = json.loads(session_data)
        return kept

    def _get_new_session_key(self) -> str:
        # Should two ever be equal, the primary key refuses the second and Django draws again.
        return new_token()

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
            seen_at=clock.now(),
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
    def keep_open(cls, account: Any) -> None:
        """Let the sessions of `account` outlive a change of its password, by which Django would end them."""
        store, sessions = cls(), cls.get_model_class().objects.filter(account=account)
        for session in sessions.order_by("session_key").select_for_update():
            data = store.decode(session.session_data)
            session.session_data = store.encode({**data, HASH_SESSION_KEY: account.get_session_auth_hash()})
            session.save(update_fields=["session_data"])

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the sessions whose time is over."""
        cls.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()


@cache
def _kept() -> Reading:
    asked = {"session_key": Given("key", CharField()), "expire_date__gt": Given("now", DateTimeField())}
    return Reading(
        lambda: SessionStore.get_model_class().objects.filter(**asked).values_list("session_data", "seen_at")
    )


@cache
def _new_rows() -> Insertion:
    return Insertion(SessionStore.get_model_class())


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
