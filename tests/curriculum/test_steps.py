"""Étapes: a code and a version make one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import IntegrityError, transaction

from peristyle.curriculum.public import all_steps, find_step
from tests.curriculum.factories import StepFactory

pytestmark = pytest.mark.django_db


def test_an_etape_is_found_by_its_code_however_typed() -> None:
    step = StepFactory.create(code="EE1", label="L1 Economie")

    assert find_step("EE1") == find_step("ee1") == step
    assert str(step) == "EE1 L1 Economie"
    assert find_step("EE2") is None


def test_without_a_version_the_newest_is_meant() -> None:
    old, new = StepFactory.create(code="EE1", version="100"), StepFactory.create(code="EE1", version="110")

    assert find_step("EE1") == new
    assert find_step("EE1", "100") == old
    assert find_step("EE1", "120") is None


def test_a_code_has_each_version_once() -> None:
    StepFactory.create(code="EE1", version="100")

    with pytest.raises(IntegrityError), transaction.atomic():
        StepFactory.create(code="EE1", version="100")


def test_all_etapes_come_with_degree_and_composante_in_one_query(
    max_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    StepFactory.create_batch(20)

    with max_queries(1):
        assert {step.degree.component.code for step in all_steps()}
