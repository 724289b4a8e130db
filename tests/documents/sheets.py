"""Sheets to write, as an attestation would be."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from peristyle.documents.ports import Sheet
from peristyle.documents.rules.legible import frozen
from tests.documents.factories import ATTESTATION, said

A_SHEET = Sheet(
    template=ATTESTATION.template,
    title="Attestation",
    language="fr",
    number="T2026-000001",
    code="7D2K-9FMX-04WQ-3HJ5",
    address="https://ent.test/verification/7d2k9fmx04wq3hj5/",
    issued_at=datetime(2026, 9, 1, 8, tzinfo=UTC),
    valid_until=None,
    data=said(),
    qualified=False,
)


def a_sheet(*, name: str = "Camille Aubépine", **facts: Any) -> Sheet:
    """An attestation about somebody of this name."""
    return replace(A_SHEET, data=frozen(said(name=name)), **facts)
