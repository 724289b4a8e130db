"""What a document is worth."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from peristyle.documents.rules.states import DocumentState, state_on

TODAY = date(2026, 11, 24)
ONCE = datetime(2026, 10, 1, tzinfo=UTC)


@dataclass
class Facts:
    cancelled_at: datetime | None = None
    replaced_at: datetime | None = None
    valid_until: date | None = None


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(), DocumentState.VALID),
        (Facts(valid_until=TODAY), DocumentState.VALID),
        (Facts(valid_until=date(2026, 11, 23)), DocumentState.EXPIRED),
        (Facts(replaced_at=ONCE, valid_until=date(2026, 11, 23)), DocumentState.REPLACED),
        (Facts(cancelled_at=ONCE, replaced_at=ONCE), DocumentState.CANCELLED),
    ],
)
def test_what_weighs_most_is_told(facts: Facts, state: DocumentState) -> None:
    assert state_on(facts, TODAY) == state
