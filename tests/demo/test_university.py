"""The invented university: drawn by seed, loaded on any day, never among other people."""

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.accounts.public import Account, State, state_of
from peristyle.accounts.queries import accounts_with_facts
from peristyle.demo.actions.load_university import load_university
from peristyle.demo.actions.write_people import application_number
from peristyle.demo.university.cast import NEWCOMERS
from peristyle.demo.university.draw import NOTABLE_NAMES, University, draw_university
from peristyle.kernel import clock
from peristyle.people.public import check_national_id
from tests.harness.travel import Traveller

TODAY = date(2026, 11, 23)


def drawn(seed: int, students: int = 60) -> University:
    return draw_university(students=students, seed=seed, year=2026, today=TODAY)


def digest(university: University) -> str:
    return hashlib.sha256(repr(university).encode()).hexdigest()


@given(st.integers(min_value=0))
@settings(max_examples=10, deadline=None)
def test_a_seed_always_gives_the_same_university(seed: int) -> None:
    assert digest(drawn(seed)) == digest(drawn(seed))


def test_another_seed_gives_another_university() -> None:
    assert digest(drawn(1)) != digest(drawn(2))


def test_another_process_draws_the_same_university() -> None:
    source = (
        "import django; django.setup()\nfrom tests.demo.test_university import digest, drawn\nprint(digest(drawn(7)))"
    )

    elsewhere = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True, text=True)

    assert elsewhere.stdout.strip() == digest(drawn(7))


def test_numbers_that_tell_people_apart_are_all_different() -> None:
    students = drawn(3, 2000).students

    for name in ("student_number", "national_id"):
        assert max(Counter(getattr(student, name) for student in students).values()) == 1


def test_nobody_waits_under_the_application_number_of_somebody_else() -> None:
    university = drawn(3, 20_000)

    enrolled = {application_number(student, 2026) for student in university.students}
    waiting = {applicant.application_number for applicant in university.applicants}
    assert len(enrolled) == 20_000
    assert len(waiting) == 2_000
    assert waiting.isdisjoint(enrolled)
    assert waiting.isdisjoint(newcomer.application_number for newcomer in NEWCOMERS)


def test_every_national_id_passes_the_rule_that_checks_them() -> None:
    checks = [check_national_id(student.national_id) for student in drawn(3, 500).students]

    assert all(check.is_well_formed and check.key_is_right is not False for check in checks)
    assert len({check.family for check in checks}) == 2


def test_there_are_homonyms_long_names_and_other_scripts_however_small_it_is() -> None:
    names = [(student.identity.given_name, student.identity.birth_name) for student in drawn(4, 12).students]

    assert set(NOTABLE_NAMES) <= set(names)


@pytest.mark.django_db
def test_progress_is_told_to_the_last_person() -> None:
    told: list[tuple[int, int]] = []

    load_university(students=30, seed=1, on_progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == Account.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2027-01-15 10:00", "2027-05-15 10:00", "2027-09-01 00:30", "2029-02-28 10:00"])
def test_it_can_be_loaded_on_any_day(at: Traveller, moment: str) -> None:
    at(moment)

    load_university(students=30, seed=1)

    assert set(State) - {state_of(account, clock.now()) for account in accounts_with_facts()} == set()
