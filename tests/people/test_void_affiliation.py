"""A tie that should never have been is none, and its source may open it again."""

from datetime import date

import pytest

from peristyle.audit.public import journal
from peristyle.people.public import Affiliation, AffiliationKind, open_affiliation, void_affiliation
from tests.harness.travel import Traveller
from tests.people.factories import AffiliationFactory

pytestmark = pytest.mark.django_db


def test_a_voided_tie_gives_no_role_any_more(at: Traveller) -> None:
    at("2026-10-02 10:00")
    tie = AffiliationFactory.create()
    assert tie.is_current(date(2026, 10, 2))

    voided = void_affiliation(tie.source, tie.source_reference, reason="Paiement refusé")

    assert voided.voided_on == date(2026, 10, 2)
    assert not voided.is_current(date(2026, 10, 2))
    assert journal(action="people.void_affiliation").get().details["reason"] == "Paiement refusé"


def test_voiding_again_changes_nothing(at: Traveller) -> None:
    at("2026-10-02 10:00")
    tie = AffiliationFactory.create()
    void_affiliation(tie.source, tie.source_reference, reason="Paiement refusé")

    at("2026-11-02 10:00")
    void_affiliation(tie.source, tie.source_reference, reason="Paiement refusé")

    assert Affiliation.objects.get().voided_on == date(2026, 10, 2)


def test_who_pays_after_all_is_tied_again() -> None:
    tie = AffiliationFactory.create()
    void_affiliation(tie.source, tie.source_reference, reason="Paiement refusé")

    open_affiliation(
        tie.person,
        AffiliationKind.STUDENT,
        starts_on=tie.starts_on,
        ends_on=tie.ends_on,
        source=tie.source,
        source_reference=tie.source_reference,
    )

    assert Affiliation.objects.get().voided_on is None
