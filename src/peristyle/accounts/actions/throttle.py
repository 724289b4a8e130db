"""Slow down whoever guesses: count failures, tell the wait. Nobody is locked out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import CharField, DateTimeField, F

from peristyle.accounts.models import Throttle
from peristyle.accounts.rules.throttling import (
    FORGOTTEN_AFTER,
    free_tries,
    is_hammered,
    wait_after,
    wait_at_address,
)
from peristyle.kernel import clock, origins
from peristyle.kernel.prepared import Given, Reading
from peristyle.kernel.tokens import digest

_WHERE_FAILURES_COUNT = ("pair", "account", "address")
_recent_failures = Reading(
    lambda: Throttle.objects.filter(
        key__in=[Given(name, CharField()) for name in _WHERE_FAILURES_COUNT],
        last_failure_at__gt=Given("since", DateTimeField()),
    ).values_list("key", "failures", "last_failure_at")
)


class TooManyTries(Exception):
    """One must wait before the next try; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def check_wait(kind: str, subject: str, *, device: str | None = None) -> bool:
    """Let a try at `subject` (what was typed, existing or not) pass, or raise TooManyTries.

    Returns whether this origin has failures at `subject` that a success should forget.
    `kind` tells apart what is tried ("sign-in", "identity", …); `device` is a browser already known to the subject.
    """
    now = clock.now()
    keys = _keys(kind, subject, device, now)
    places = {name: keys.get(name, "") for name in _WHERE_FAILURES_COUNT}
    recent = _recent_failures.rows(**places, since=now - FORGOTTEN_AFTER)
    counted = {key: Throttle(key, failures, last_failure_at) for key, failures, last_failure_at in recent}
    pair, account, address = (counted.get(key) for key in places.values())
    open_again = now
    if pair:
        free = free_tries(account.failures if account else 0)
        open_again = pair.last_failure_at + wait_after(pair.failures, free)
    if address:
        open_again = max(open_again, address.last_failure_at + wait_at_address(address.failures))
    if open_again > now:
        raise TooManyTries(open_again - now)
    return pair is not None


def count_failure(kind: str, subject: str, *, device: str | None = None) -> None:
    """Count a failed try at `subject`."""
    _count(_keys(kind, subject, device, clock.now()).values())


def count_failure_at_page(page: str) -> None:
    """Count a failed try at a page that shows guessable things, whatever was tried."""
    _count(_page_keys(page))


def page_is_hammered(page: str) -> bool:
    """Whether so much fails at a page, from everywhere or from this network, that somebody seems to try it out."""
    everywhere, network = _page_keys(page)
    failures = dict(Throttle.objects.filter(key__in=[everywhere, network]).values_list("key", "failures"))
    return is_hammered(failures.get(everywhere, 0), failures.get(network, 0))


def _count(keys: Iterable[str]) -> None:
    now = clock.now()
    for key in keys:
        recent = Throttle.objects.filter(key=key, last_failure_at__gt=now - FORGOTTEN_AFTER)
        if not recent.update(failures=F("failures") + 1, last_failure_at=now):
            Throttle.objects.update_or_create(key=key, defaults={"failures": 1, "last_failure_at": now})


def failures_from_everywhere(kind: str, subject: str) -> int:
    """How many tries at `subject` failed lately, whoever made them."""
    now = clock.now()
    key = _keys(kind, subject, None, now)["account"]
    recent = Throttle.objects.filter(key=key, last_failure_at__gt=now - FORGOTTEN_AFTER)
    return recent.values_list("failures", flat=True).first() or 0


def forget_failures(kind: str, subject: str, *, device: str | None = None) -> None:
    """After a success, forget this origin's failures at `subject`, and nobody else's (attack L10)."""
    Throttle.objects.filter(key=_keys(kind, subject, device, clock.now())["pair"]).delete()


def forget_old_failures() -> None:
    """Remove counts that no longer slow anybody."""
    Throttle.objects.filter(last_failure_at__lte=clock.now() - FORGOTTEN_AFTER).delete()


def _page_keys(page: str) -> tuple[str, str]:
    hour = f"{clock.now():%Y-%m-%d %H}"
    address = origins.present.get()
    network = origins.prefix(address) if address else ""
    return digest(f"{page}|page|{hour}"), digest(f"{page}|network|{network}|{hour}")


def _keys(kind: str, subject: str, device: str | None, now: datetime) -> dict[str, str]:
    if device:
        return {"pair": digest(f"{kind}|known device|{subject}|{device}")}
    address = origins.present.get()
    prefix = origins.prefix(address) if address else ""
    return {
        "pair": digest(f"{kind}|pair|{subject}|{prefix}"),
        "account": digest(f"{kind}|account|{subject}"),
        "address": digest(f"{kind}|address|{prefix}|{now:%Y-%m-%d %H}"),
    }
