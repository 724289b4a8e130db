"""`begins`: what starts so, compared by bytes, on every database."""

import pytest

from peristyle.kernel import clock
from peristyle.kernel.models import PeriodicWork

pytestmark = pytest.mark.django_db


def beginning_with(text: str) -> list[str]:
    return list(PeriodicWork.objects.filter(name__begins=text).order_by("name").values_list("name", flat=True))


def test_texts_that_begin_so_are_found_and_no_others() -> None:
    names = ["lea", "lea.martin@etu", "leb", "le", "Lea", "xlea", "lea~"]
    PeriodicWork.objects.bulk_create(PeriodicWork(name=name, due_at=clock.now()) for name in names)

    assert set(beginning_with("lea")) == {"lea", "lea.martin@etu", "lea~"}


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", "*", "["])
def test_no_sign_means_anything_but_itself(sign: str) -> None:
    PeriodicWork.objects.bulk_create(PeriodicWork(name=name, due_at=clock.now()) for name in ("abc", f"{sign}abc"))

    assert beginning_with(sign) == [f"{sign}abc"]
