"""Web and worker are killed again and again while people enrol; `benchmarks.crashes` does so with 200."""

import os
from pathlib import Path

import pytest
from benchmarks.crashes import live_through
from benchmarks.newcomers import Newcomer
from django.db import connection

from peristyle.curriculum.public import open_year
from peristyle.enrolment.queries import present_campaign
from tests.enrolment.factories import AdmissionFactory

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("PERISTYLE_CRASHES" not in os.environ, reason="takes minutes: PERISTYLE_CRASHES=1 asks for it"),
]
SEED = 2026
#: Homonyms among them: two of them want the same identifier.
NAMES = ("Martin", "Martin", "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard")


def test_whoever_paid_is_enrolled_once_whatever_died_on_the_way(tmp_path: Path) -> None:
    year = open_year(present_campaign())
    admissions = [AdmissionFactory.create(birth_name=name, academic_year=year) for name in NAMES]
    people = [Newcomer(each.application_number, f"{each.birth_date:%d/%m/%Y}", each.email) for each in admissions]

    problems = live_through({"PERISTYLE_DATA": str(tmp_path), "DATABASE_URL": database_url()}, people, SEED)

    assert not problems


def database_url() -> str:
    """The database of the test, as other processes reach it."""
    named = connection.settings_dict
    return f"postgresql:///{named['NAME']}?host={named['HOST']}&user={named['USER']}"
