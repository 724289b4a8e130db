"""What is asked all the time is written once, and answers as any queryset would."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.db.models import CharField, DateTimeField

from peristyle.accounts.models import Throttle
from peristyle.audit.models import Entry
from peristyle.kernel import clock
from peristyle.kernel.prepared import Given, GivenSet, Insertion, Reading

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 18, 35, 12, 345678, tzinfo=UTC)
FAILURES = Reading(
    lambda: (
        Throttle.objects.filter(
            key__in=[Given("one", CharField()), Given("other", CharField())],
            last_failure_at__gt=Given("since", DateTimeField()),
        )
        .order_by("key")
        .values_list("key", "failures", "last_failure_at")
    )
)


def failed(key: str, failures: int) -> None:
    Throttle.objects.create(key=key, failures=failures, last_failure_at=MOMENT)


def test_a_reading_gives_the_values_of_its_queryset() -> None:
    for key, failures in (("a", 1), ("b", 2), ("c", 3)):
        failed(key, failures)

    rows = FAILURES.rows(one="a", other="b", since=MOMENT - timedelta(seconds=1))

    assert rows == [["a", 1, MOMENT], ["b", 2, MOMENT]]


def test_each_time_it_is_asked_with_other_values() -> None:
    failed("a", 1)

    assert FAILURES.rows(one="a", other="a", since=MOMENT) == []
    assert FAILURES.rows(one="a", other="a", since=MOMENT - timedelta(microseconds=1)) != []
    assert FAILURES.rows(one="' OR 1=1 --", other="", since=MOMENT - timedelta(days=1)) == []


def test_a_value_that_is_not_given_is_missed() -> None:
    with pytest.raises(KeyError, match="since"):
        FAILURES.rows(one="a", other="b")


def test_a_reading_that_keeps_the_moment_it_was_written_fails_our_tests() -> None:
    stale = Reading(lambda: Throttle.objects.filter(last_failure_at__gt=clock.now()).values_list("key"))

    with pytest.raises(AssertionError, match="should be Given"):
        stale.rows()


def test_an_insertion_writes_every_field() -> None:
    entries = Insertion(Entry)

    for name in ("first", "second"):
        entries.insert(Entry(at=MOMENT, action=name, subject="people.person:1", details={"é": [1, None]}))

    assert list(Entry.objects.order_by("id").values_list("action", "at", "details", "actor")) == [
        ("first", MOMENT, {"é": [1, None]}, None),
        ("second", MOMENT, {"é": [1, None]}, None),
    ]


def test_an_insertion_keeps_the_constraints() -> None:
    failures = Insertion(Throttle)
    failures.insert(Throttle("a", 1, MOMENT))

    with pytest.raises(IntegrityError):
        failures.insert(Throttle("a", 2, MOMENT))


def test_a_set_is_given_as_one_value_however_many_there_are() -> None:
    for key in ("a", "b'", "é"):
        failed(key, 1)
    among = Reading(lambda: Throttle.objects.filter(key__among=GivenSet("keys", CharField())).values_list("key"))

    for keys in ([], ["é", "b'"], ["nobody", *map(str, range(3000)), "a"]):
        assert {key for (key,) in among.rows(keys=keys)} == {"a", "b'", "é"} & set(keys)


def test_a_set_of_moments_too() -> None:
    failed("a", 1)
    at = Reading(
        lambda: Throttle.objects.filter(last_failure_at__among=GivenSet("moments", DateTimeField())).values_list("key")
    )

    assert at.rows(moments=[MOMENT, MOMENT + timedelta(days=1)]) == [["a"]]
    assert at.rows(moments=[MOMENT + timedelta(days=1)]) == []


def test_a_plain_queryset_compares_with_thousands_as_with_one() -> None:
    for key in ("a", "b", "c"):
        failed(key, 1)
    known = Entry.objects.create(at=MOMENT, action="one", subject="")

    among = Throttle.objects.filter(key__among=["a", "c", *map(str, range(5000))]).order_by("key")

    assert list(among.values_list("key", flat=True)) == ["a", "c"]
    assert not Throttle.objects.filter(key__among=set()).exists()
    assert Entry.objects.filter(pk__among={known.pk, 10**9}).get() == known
