"""The edition of the tests: in memory, or on the PostgreSQL named by PERISTYLE_TEST_DATABASE."""

import os
import tempfile
from pathlib import Path

from peristyle.config.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PERISTYLE_URL = "https://ent.test"
#: Each process of the tests has its own: one sweeps away what it does not know.
PERISTYLE_DATA = Path(tempfile.gettempdir()) / "peristyle-test" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
DATABASES = {"default": database(os.environ.get("PERISTYLE_TEST_DATABASE", ""), default=Path(":memory:"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0

INSTALLED_APPS = [*INSTALLED_APPS, "peristyle.demo", "django_linear_migrations"]
TEMPLATES[0]["DIRS"].append(PACKAGE / "demo" / "templates")
PERISTYLE_DEMO = True
FIRST_PARTY_APPS = [f"peristyle.{room}" for room in [*ROOMS, "demo"]]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PERISTYLE_TEXT_MESSAGES = "peristyle.demo.text_messages.HomeTextMessages"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]
