"""The embedded edition: one command, SQLite, the demonstration university, mails kept at home."""

import os
import secrets
from pathlib import Path

from peristyle.config.settings.base import *

PERISTYLE_DATA = Path(os.environ.get("PERISTYLE_DATA") or "var").resolve()
PORT = int(os.environ.get("PORT", "8000"))
PERISTYLE_URL = os.environ.get("PERISTYLE_URL", f"http://localhost:{PORT}")
PERISTYLE_INSTITUTION = Path(os.environ.get("PERISTYLE_INSTITUTION") or PERISTYLE_INSTITUTION)


def _secret_key() -> str:
    """A key of this installation's own, drawn once and kept beside its database."""
    path = PERISTYLE_DATA / "secret-key"
    if not path.exists():
        PERISTYLE_DATA.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), default=PERISTYLE_DATA / "peristyle.sqlite3")}

INSTALLED_APPS = [*INSTALLED_APPS, "peristyle.demo"]
TEMPLATES[0]["DIRS"].append(PACKAGE / "demo" / "templates")
PERISTYLE_DEMO = True
PERISTYLE_CLOCK = "peristyle.demo.clock.DemoClock"
EMAIL_BACKEND = "peristyle.demo.mail_backend.HomeMailBackend"
PERISTYLE_DOCUMENT_SEAL = os.environ.get("PERISTYLE_DOCUMENT_SEAL", PERISTYLE_DOCUMENT_SEAL)
PERISTYLE_TEXT_MESSAGES = "peristyle.demo.text_messages.HomeTextMessages"

STATIC_ROOT = PERISTYLE_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
