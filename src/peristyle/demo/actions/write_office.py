"""Write down the enrolment files that wait for an officer's decision."""

from datetime import timedelta
from typing import Any

from peristyle.enrolment.public import Admission, EnrolmentFile, FileDecision
from peristyle.kernel import clock

_WANTED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("gap_year", {"gap_year": "semester"}),
    ("special_regime", {"special_regime": True}),
)


def write_office() -> None:
    """One of each kind that somebody may wish, the oldest some days old."""
    now = clock.now()
    admitted = Admission.objects.filter(person=None).order_by("-pk")[: len(_WANTED)]
    for days, (admission, (kind, wish)) in enumerate(zip(admitted, _WANTED, strict=False), start=1):
        asked_at = now - timedelta(days=days)
        file = EnrolmentFile.objects.create(
            admission=admission, language="fr", started_at=asked_at, situation_given_at=asked_at, **wish
        )
        FileDecision.objects.create(file=file, kind=kind, raised_at=asked_at)
