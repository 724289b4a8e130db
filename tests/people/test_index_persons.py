"""Persons are found by what they are called now: the verbs that change them keep the words."""

from datetime import date

import pytest
from django.db import connection

from peristyle.people.actions.index_persons import index_everybody, index_persons
from peristyle.people.models import SearchWord
from peristyle.people.public import Person, find_by_words, give_student_number, register_person, set_backup_email
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def known(given_name: str = "Léa", name: str = "Martin", **facts: str) -> Person:
    """Somebody taken down."""
    return register_person(given_name=given_name, birth_name=name, birth_date=date(2007, 3, 14), **facts)


def found(typed: str) -> list[Person]:
    return list(find_by_words(typed))


@pytest.mark.parametrize(
    "typed", ["Léa Martin", "martin lea", "MART", "lé mar", "n’guessan", "nguessan", "lea@example", "  LEA  "]
)
def test_somebody_is_found_by_the_beginnings_of_words_in_any_order(typed: str) -> None:
    lea = known(usual_name="N’Guessan", backup_email="lea@example.net")
    known("Zoé", "Durand")

    assert found(typed) == [lea]


@pytest.mark.parametrize("typed", ["", "   ", "'", "lea durand", "xyz", "%", "_ea", "%artin", "\x00", "a" * 500])
def test_what_tells_nobody_finds_nobody(typed: str) -> None:
    known()
    known("Zoé", "Durand")

    assert found(typed) == []


def test_a_whole_word_comes_before_a_beginning_then_names_in_order() -> None:
    martinez = known("Ana", "Martinez")
    zoe, lea = known("Zoé"), known("Léa")

    assert found("martin") == [lea, zoe, martinez]


def test_a_student_number_is_found_as_soon_as_it_is_given() -> None:
    lea = known()

    number = give_student_number(lea)

    assert found(number) == found(f"{number[:2]} {number[2:5]} {number[5:]}") == [lea]


def test_an_address_that_is_no_longer_theirs_finds_nobody() -> None:
    lea = known(backup_email="old@example.net")

    set_backup_email(lea, "new@example.net")

    assert found("old@example.net") == []
    assert found("new@example.net") == [lea]


def test_whoever_absorbed_a_record_is_found_by_its_words() -> None:
    lea, double = known(), known("Léa", "Martin-Rey", staff_number="E1234")
    Person.objects.filter(pk=double.pk).update(merged_into=lea)

    index_persons([lea.pk, double.pk])

    assert found("E1234") == [lea]


def test_nobody_is_found_by_what_was_erased() -> None:
    lea = known()
    Person.objects.filter(pk=lea.pk).update(erased_at="2026-01-01T00:00:00Z")

    index_persons([lea.pk])

    assert found("martin") == []


def test_every_night_whoever_was_forgotten_is_found_again() -> None:
    forgotten = PersonFactory.create(birth_name="Ravelomanantsoa")
    assert found("ravelo") == []

    index_everybody.call()

    assert found("ravelo") == [forgotten]


def test_looking_again_writes_nothing_where_nothing_changed() -> None:
    known()
    before = list(SearchWord.objects.order_by("pk").values())

    index_everybody.call()

    assert list(SearchWord.objects.order_by("pk").values()) == before


@pytest.mark.postgresql
def test_postgresql_reads_the_words_by_their_index() -> None:
    persons = Person.objects.bulk_create(PersonFactory.build(birth_name=f"Nom{number:05}") for number in range(3000))
    index_persons([person.pk for person in persons])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_searchword")

    plan = find_by_words("nom012").explain()

    assert "search_words_by_beginning" in plan
    assert "Seq Scan on people_searchword" not in plan
