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
from peristyle.kernel.proofs import PROOF

BACKEND = "peristyle.accounts.backend.AccountBackend"
DEVICE_COOKIE = "device"
DEVICE_SALT = "peristyle.accounts.device"
DEVICE_LIFE = 365 * 24 * 3600


def open_session(request: HttpRequest, account: Account, *, method: str) -> None:
    """Sign the browser in: a new session id (attack L1), nothing kept of what a stranger did in it (attack L5)."""
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
    request.user = account
    rotate_token(request)


def close_session(request: HttpRequest) -> None:
    """Sign the browser out: its session is forgotten on both sides."""
    auth.logout(request)


def known_device(request: HttpRequest, logins: list[str]) -> str | None:
    """The name of this browser if it signed in before to one of these identifiers."""
    try:
        kept: Any = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=DEVICE_LIFE)
    except signing.BadSignature:
        return None
    return str(kept["device"]) if kept["account"] in map(_mark, logins) else None


def remember_device(request: HttpRequest, response: HttpResponse, account: Account) -> None:
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


def _mark(login: str) -> str:
    # The next user of this browser can read its cookies, and must not learn who came before (attack L5).
    return salted_hmac(DEVICE_SALT, login).hexdigest()
