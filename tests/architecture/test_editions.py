"""The production edition: nothing of the demonstration, and no start without what it needs."""

import os
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.harness.sources import HOUSE, REPOSITORY

PRODUCTION = HOUSE / "config" / "settings" / "production.py"
REQUIRED = {
    "PERISTYLE_URL": "https://ent.example.fr",
    "PERISTYLE_INSTITUTION": str(REPOSITORY / "institutions" / "montpellier" / "institution.toml"),
    "PERISTYLE_DATA": "/var/lib/peristyle",
    "PERISTYLE_SECRET_KEY": "a-secret-of-at-least-fifty-characters-for-this-test-only",
    "PERISTYLE_PAYMENT_PROVIDER": "peristyle.enrolment.adapters.paybox.Paybox",
    "PERISTYLE_SMTP_HOST": "smtp.example.fr",
    "DATABASE_URL": "postgresql://peristyle@database.example.fr/peristyle",
}
LOOK_FOR_THE_DEMONSTRATION = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
assert not apps.is_installed("peristyle.demo"), "the demonstration is installed"
assert not settings.PERISTYLE_DEMO
assert "demo" not in settings.PERISTYLE_CLOCK + settings.EMAIL_BACKEND
assert not any("demo" in str(folder) for folder in settings.TEMPLATES[0]["DIRS"]), "its templates are found"
assert not any(str(entry.pattern).startswith("demonstration") for entry in get_resolver().url_patterns)
"""


def settings_under(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    for name in [name for name in os.environ if name.startswith("PERISTYLE_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(PRODUCTION))


def test_production_has_nothing_of_the_demonstration() -> None:
    environment = {**os.environ, **REQUIRED, "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.production"}

    done = subprocess.run(
        [sys.executable, "-c", LOOK_FOR_THE_DEMONSTRATION],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", REQUIRED)
def test_production_does_not_start_without_what_it_needs(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {name: value for name, value in REQUIRED.items() if name != missing}
    monkeypatch.delenv(missing, raising=False)

    with pytest.raises(ImproperlyConfigured, match=missing):
        settings_under(environment, monkeypatch)


def test_production_wants_a_ciphered_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        settings_under({**REQUIRED, "PERISTYLE_URL": "http://ent.example.fr"}, monkeypatch)


def test_l8_production_keeps_cookies_to_https(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_under(REQUIRED, monkeypatch)

    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"]
    assert not settings["DEBUG"]
