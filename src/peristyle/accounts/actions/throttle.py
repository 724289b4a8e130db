"""Slow down whoever guesses: count failures, tell the wait. Nobody is locked out."""

from datetime import timedelta

from django.db.models import F

from peristyle.accounts.models import Throttle
from peristyle.accounts.rules.throttling import FORGOTTEN_AFTER, wait_for
from peristyle.kernel import clock, origins
from peristyle.kernel.tokens import digest


class TooManyTries(Exception):
    """One must wait before the next try; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def check_wait(kind: str, subject: str, *, device: str | None = None) -> None:
    """Let a try at `subject` (what was typed, existing or not) pass, or raise TooManyTries.

    `kind` tells apart what is tried ("sign-in", "identity", …); `device` is a browser already known to the subject.
    """
    now = clock.now()
    keys = _keys(kind, subject, device)
    rows = Throttle.objects.filter(key__in=keys.values(), last_failure_at__gt=now - FORGOTTEN_AFTER)
    counted = {row.key: row for row in rows}
    failures = {name: counted[key].failures if key in counted else 0 for name, key in keys.items()}
    wait = wait_for(
        pair_failures=failures["pair"],
        account_failures=failures.get("account", 0),
        address_failures=failures.get("address", 0),
    )
    last = max((row.last_failure_at for row in counted.values()), default=now)
    remaining = last + wait - now
    if wait and remaining > timedelta(0):
        raise TooManyTries(remaining)


def count_failure(kind: str, subject: str, *, device: str | None = None) -> None:
    """Count a failed try at `subject`."""
    now = clock.now()
    for key in _keys(kind, subject, device).values():
        recent = Throttle.objects.filter(key=key, last_failure_at__gt=now - FORGOTTEN_AFTER)
        if not recent.update(failures=F("failures") + 1, last_failure_at=now):
            Throttle.objects.update_or_create(key=key, defaults={"failures": 1, "last_failure_at": now})


def forget_failures(kind: str, subject: str, *, device: str | None = None) -> None:
    """After a success, forget this origin's failures at `subject`, and nobody else's (attack L10)."""
    Throttle.objects.filter(key=_keys(kind, subject, device)["pair"]).delete()


def forget_old_failures() -> None:
    """Remove counts that no longer slow anybody."""
    Throttle.objects.filter(last_failure_at__lte=clock.now() - FORGOTTEN_AFTER).delete()


def _keys(kind: str, subject: str, device: str | None) -> dict[str, str]:
    if device:
        return {"pair": digest(f"{kind}|known device|{subject}|{device}")}
    address = origins.present.get()
    prefix = origins.prefix(address) if address else ""
    return {
        "pair": digest(f"{kind}|pair|{subject}|{prefix}"),
        "account": digest(f"{kind}|account|{subject}"),
        "address": digest(f"{kind}|address|{prefix}"),
    }
