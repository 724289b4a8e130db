"""`peristyle check` and `peristyle doctor`: the configuration and the connections, in plain words."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import distribution

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import checks, mail
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.audit.queries import broken_seals
from peristyle.config.environment import Misconfigured
from peristyle.config.preparation import check_database, missing_migrations
from peristyle.enrolment.adapters import payment_provider
from peristyle.kernel import institution
from peristyle.kernel.institution import InstitutionError


@dataclass(frozen=True)
class Finding:
    """Something looked at: whether it is right, and what there is to say of it."""

    subject: str
    is_right: bool
    told: str


Look = Callable[[], Finding]


def check(_: Namespace) -> int:
    """The command: look at the configuration and the connections."""
    return _tell(look() for look in CONFIGURATION)


def doctor(_: Namespace) -> int:
    """The command: look at these, then at what failed, at the journal's seals, at the database's shape."""
    return _tell(look() for look in (*CONFIGURATION, *HEALTH))


def _tell(findings: Iterator[Finding]) -> int:
    all_right = True
    for finding in findings:
        all_right &= finding.is_right
        print(f"{'✓' if finding.is_right else '✗'} {finding.subject}: {finding.told}", flush=True)  # noqa: T201
    return 0 if all_right else 1


def _institution() -> Finding:
    try:
        current = institution.current()
    except InstitutionError as error:
        return Finding("Institution", is_right=False, told=str(error))
    return Finding("Institution", is_right=True, told=f"{current.name}, from {settings.PERISTYLE_INSTITUTION}")


def _settings() -> Finding:
    problems = [str(message.msg) for message in checks.run_checks() if message.is_serious()]
    return Finding(
        "Settings and theme",
        is_right=not problems,
        told=" ".join(problems) or "consistent, and legible with every contrast of WCAG 2.2 AA",
    )


def _database() -> Finding:
    try:
        check_database()
    except Misconfigured as error:
        return Finding("Database", is_right=False, told=str(error))
    return Finding("Database", is_right=True, told=f"{connection.display_name} answers")


def _mail_server() -> Finding:
    backend = settings.EMAIL_BACKEND.rpartition(".")[2]
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding("Mail", is_right=True, told=f"kept at home by {backend}, nothing is sent outside")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with mail.get_connection():
            return Finding("Mail", is_right=True, told=f"{server} accepts our connection")
    except OSError as error:
        return Finding(
            "Mail", is_right=False, told=f"{server} does not take our mail ({error}): check PERISTYLE_SMTP_HOST"
        )


def _bank() -> Finding:
    try:
        return Finding("Bank", is_right=True, told=payment_provider().introduce())
    except (ImproperlyConfigured, OSError) as error:
        return Finding("Bank", is_right=False, told=str(error))


def _argon2() -> Finding:
    started = time.perf_counter()
    make_password("how long does one take")
    milliseconds = (time.perf_counter() - started) * 1000
    wheel = distribution("argon2-cffi-bindings").read_text("WHEEL") or ""
    is_generic = "manylinux" in wheel or "musllinux" in wheel
    build = "a generic build, three times slower than one compiled here" if is_generic else "compiled on this machine"
    return Finding("Password hashing", is_right=True, told=f"{milliseconds:.0f} ms a hash, {build}")


def _migrations() -> Finding:
    return _of_database("Migrations", lambda: len(missing_migrations()), "missing: run `peristyle migrate`")


def _failed_tasks() -> Finding:
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return _of_database("Failed tasks", failed.count, "waiting for somebody to replay them in /gestion/")


def _seals() -> Finding:
    return _of_database(
        "Journal", lambda: len(broken_seals()), "seals no longer match their entries: somebody tampered"
    )


def _of_database(subject: str, count: Callable[[], int], what: str) -> Finding:
    try:
        found = count()
    except DatabaseError:
        return Finding(subject, is_right=False, told="cannot be known while the database is not ready")
    return Finding(subject, is_right=found == 0, told=f"{found} {what}" if found else "nothing wrong")


CONFIGURATION: tuple[Look, ...] = (_institution, _settings, _database, _mail_server, _bank, _argon2)
HEALTH: tuple[Look, ...] = (_migrations, _failed_tasks, _seals)
