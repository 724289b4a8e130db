"""Opening and closing the session of a browser, and the browsers an account knows."""

import secrets
from typing import Any

from django.contrib import auth
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.crypto import salted_hmac

from peristyle.accounts.models import Account
from peristyle.kernel import clock, institution, origins
from peristyle.kernel.confinement import confine
from peristyle.kernel.proofs import PROOF
from peristyle.kernel.tokens import digest

BACKEND = "peristyle.accounts.backend.AccountBackend"
DEVICE_COOKIE = "device"
DEVICE_SALT = "peristyle.accounts.device"
DEVICE_LIFE = 365 * 24 * 3600


def open_session(
    request: HttpRequest, account: Account, *, method: str, lacks_charter: bool, lacks_second_factor: bool
) -> None:
    """Sign the browser in: a new session id (attack L1), nothing kept of what a stranger did in it (attack L5).

    Whoever must have a second factor and has none, or has not accepted the charter in force, sees the pages where
    one does so, and nothing else.
    """
    request.session.flush()
    now = clock.now().isoformat()
    request.session[PROOF] = {
        "opened_at": now,
        "authenticated_at": now,
        "method": method,
        "address": origins.present.get(),
        "device": request.headers.get("User-Agent", "")[:300],
    }
    request.session.set_expiry(institution.current().accounts.session_hours * 3600)
    # What django.contrib.auth.login() does, in one write of the session instead of two.
    request.session[auth.SESSION_KEY] = str(account.pk)
    request.session[auth.BACKEND_SESSION_KEY] = BACKEND
    request.session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
    if lacks_second_factor:
        confine(request.session, "second-factor")
    if lacks_charter:
        confine(request.session, "charter")
    request.user = account
    rotate_token(request)


def renew_proof(request: HttpRequest) -> None:
    """The holder has just proved again who they are: a new session id (attack L1), and ten minutes more."""
    request.session.cycle_key()
    request.session[PROOF] = {**request.session.get(PROOF, {}), "authenticated_at": clock.now().isoformat()}


def outlive_password_change(request: HttpRequest, account: Account) -> None:
    """The holder has just changed their password here: a new session id, and the session is one of the new password."""
    renew_proof(request)
    request.session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()


def reference_of(request: HttpRequest) -> str:
    """What the present session is called in the table and on pages: its key is a secret, the digest none."""
    return digest(request.session.session_key or "")


def close_session(request: HttpRequest) -> None:
    """Sign the browser out: its session is forgotten on both sides."""
    auth.logout(request)


def known_device(request: HttpRequest, logins: list[str]) -> str | None:
    """The name of this browser if it signed in before to one of these identifiers."""
    kept = _device_cookie(request)
    return str(kept["device"]) if kept and kept["account"] in map(_mark, logins) else None


def known_login(request: HttpRequest, logins: list[str]) -> str | None:
    """Which of these identifiers this browser signed in to before: what somebody means who types no domain."""
    kept = _device_cookie(request)
    return next((login for login in logins if kept and kept["account"] == _mark(login)), None)


def know_device(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Let this browser be known as one that has signed in to `account`: attackers elsewhere do not slow it down."""
    device = known_device(request, [account.login]) or secrets.token_hex(8)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps({"account": _mark(account.login), "device": device}, salt=DEVICE_SALT),
        max_age=DEVICE_LIFE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _device_cookie(request: HttpRequest) -> Any:
    # Asked several times on the way in, verified once.
    if not hasattr(request, "device_cookie"):
        try:
            kept = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=DEVICE_LIFE)
        except signing.BadSignature:
            kept = None
        request.device_cookie = kept  # type: ignore[attr-defined]
    return request.device_cookie  # type: ignore[attr-defined]


def _mark(login: str) -> str:
    # The next user of this browser can read its cookies, and must not learn who came before (attack L5).
    return salted_hmac(DEVICE_SALT, login).hexdigest()
