"""The production edition: PostgreSQL, HTTPS, a real mail server. Every unsafe default is absent."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from peristyle.config.settings.base import *

LEAST_OF_A_SECRET = 50


def _required(name: str, meaning: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {meaning}.")
    return value


def _number(name: str, default: int) -> int:
    typed = os.environ.get(name) or str(default)
    if not (typed.isascii() and typed.isdecimal()):
        raise ImproperlyConfigured(f"{name} is “{typed}”: it must be a number, such as {name}={default}.")
    return int(typed)


PERISTYLE_URL = _required("PERISTYLE_URL", "the public address, such as https://ent.example.fr")
if not PERISTYLE_URL.startswith("https://"):
    raise ImproperlyConfigured("PERISTYLE_URL must begin with https:// in production.")
PERISTYLE_INSTITUTION = Path(_required("PERISTYLE_INSTITUTION", "the path of your institution.toml"))
PERISTYLE_DATA = Path(_required("PERISTYLE_DATA", "the directory for static and produced files"))
SECRET_KEY = _required("PERISTYLE_SECRET_KEY", "a secret of at least 50 characters, the same on every node")
if len(SECRET_KEY) < LEAST_OF_A_SECRET:
    raise ImproperlyConfigured(
        f"PERISTYLE_SECRET_KEY has only {len(SECRET_KEY)} characters: it must be a secret of at least "
        f"{LEAST_OF_A_SECRET}, the same on every node."
    )
SECRET_KEY_FALLBACKS = os.environ.get("PERISTYLE_SECRET_KEY_FALLBACKS", "").split()
DATABASES = {"default": postgresql(_required("DATABASE_URL", "the PostgreSQL database"))}
PERISTYLE_TRUSTED_PROXIES = _number("PERISTYLE_TRUSTED_PROXIES", 1)
PERISTYLE_PAYMENT_PROVIDER = _required(
    "PERISTYLE_PAYMENT_PROVIDER", "the payment adapter, such as peristyle.enrolment.adapters.paybox.Paybox"
)
PERISTYLE_DOCUMENT_SEAL = os.environ.get("PERISTYLE_DOCUMENT_SEAL", PERISTYLE_DOCUMENT_SEAL)
PERISTYLE_TEXT_MESSAGES = os.environ.get("PERISTYLE_TEXT_MESSAGES", "")

DEBUG = False
ALLOWED_HOSTS = [urlsplit(PERISTYLE_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [PERISTYLE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _required("PERISTYLE_SMTP_HOST", "the outgoing mail server")
EMAIL_PORT = _number("PERISTYLE_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("PERISTYLE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PERISTYLE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PERISTYLE_SMTP_TLS", "yes") == "yes"
EMAIL_TIMEOUT = 20

STATIC_ROOT = PERISTYLE_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
