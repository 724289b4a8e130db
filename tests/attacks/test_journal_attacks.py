"""The journal shows whoever goes round the database's refusal (facts/identity.md, D6)."""

from argparse import Namespace
from collections.abc import Callable

import pytest

from peristyle.audit.actions.verify import JournalTampered, verify, verify_journal
from peristyle.audit.models import Entry
from peristyle.config.journal import journal
from tests.audit.tampering import change_an_entry, remove_an_entry, sealed_entries, slip_an_entry_in
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Tampering = Callable[[Entry], None]


@pytest.mark.parametrize("tamper", [change_an_entry, remove_an_entry, slip_an_entry_in])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_d6_an_entry_changed_removed_or_slipped_in_is_found(tamper: Tampering, place: int, at: Traveller) -> None:
    entry = sealed_entries(at)[place]

    tamper(entry)

    (found,) = verify().broken
    first, _, last = found.partition("–")
    assert int(first) <= entry.pk <= int(last)
    with pytest.raises(JournalTampered, match=found):
        verify_journal.call()


@pytest.mark.parametrize("tamper", [change_an_entry, remove_an_entry, slip_an_entry_in])
def test_d6_the_command_says_so_and_fails(tamper: Tampering, at: Traveller, capsys: pytest.CaptureFixture[str]) -> None:
    entries = sealed_entries(at)
    assert journal(Namespace()) == 0
    assert "The chain holds: 3 seals" in capsys.readouterr().out

    tamper(entries[1])

    assert journal(Namespace()) == 1
    assert "Tampered with: entries" in capsys.readouterr().out
