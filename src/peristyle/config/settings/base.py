"""What every edition shares."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from peristyle import __version__

PACKAGE = Path(__file__).resolve().parents[2]
REPOSITORY = PACKAGE.parents[1]
PERISTYLE_VERSION = __version__

ROOMS = [
    "kernel",
    "ui",
    "audit",
    "people",
    "accounts",
    "documents",
    "curriculum",
    "mailbox",
    "helpdesk",
    "enrolment",
    "timetable",
    "portal",
]
INSTALLED_APPS = [
    *(f"peristyle.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "peristyle.kernel.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peristyle.kernel.middleware.request_ids",
    "peristyle.kernel.middleware.bounded_bodies",
    "peristyle.timetable.views.feed_door.feeds_first",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "peristyle.ui.maintenance.maintenance",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "peristyle.accounts.visiting.Visiting",
]

ROOT_URLCONF = "peristyle.config.urls"
WSGI_APPLICATION = "peristyle.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "peristyle.ui.environment.environment",
            "context_processors": [
                "peristyle.ui.context.house",
                "peristyle.accounts.context.account_navigation",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["peristyle.accounts.backend.AccountBackend"]
PASSWORD_HASHERS = ["peristyle.accounts.hashing.Argon2idHasher"]
LOGIN_URL = "accounts:sign_in"

SESSION_ENGINE = "peristyle.accounts.session_store"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "peristyle.ui.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PERISTYLE_URL = ""  # each edition says
PERISTYLE_DATA = REPOSITORY / "var"  # each edition says
PERISTYLE_CLOCK = "peristyle.kernel.clock.MachineClock"
PERISTYLE_INSTITUTION = REPOSITORY / "institutions" / "montpellier" / "institution.toml"
PERISTYLE_TRUSTED_PROXIES = 0
# Per server process, which has PERISTYLE_THREADS threads: sign-ins never hold them all.
PERISTYLE_THREADS = 20
PERISTYLE_HASH_SLOTS = 1
PERISTYLE_HASH_QUEUE = 15
PERISTYLE_PAYMENT_PROVIDER = "peristyle.enrolment.adapters.sandbox.SandboxBank"
PERISTYLE_DOCUMENT_SEAL = "peristyle.documents.adapters.own_key.OwnKey"
PERISTYLE_TEXT_MESSAGES = ""  # nobody sends any
PERISTYLE_DEMO = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "peristyle.kernel.logs.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "peristyle.kernel.logs.JsonLines",
            "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Its worker would say every second that there is nothing to do.
        "django_tasks_db": {"level": "WARNING"},
        # It would say at each start that it is there.
        "pikepdf": {"level": "WARNING"},
    },
}


def sqlite(path: Path | str) -> dict[str, Any]:
    """The embedded database: WAL, immediate transactions, foreign keys, patience for the only writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL from a URL such as postgresql://user:password@host:port/name or …///name?host=/socket/directory."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a page's question takes PostgreSQL longer than answering it.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, "options": "-c jit=off", **query},
    }


def database(url: str, *, default: Path) -> dict[str, Any]:
    """PostgreSQL as DATABASE_URL says, or SQLite at `default` when it says nothing."""
    return postgresql(url) if url else sqlite(default)
