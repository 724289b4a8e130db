import pytest

from peristyle.enrolment.rules.situations import GapYear, Mobility, Regime, Situation, contradictions


def wrong(declared: Situation, *, known_before: bool = True) -> list[str]:
    return [each.field for each in contradictions(declared, known_before=known_before)]


@pytest.mark.parametrize(
    "declared",
    [
        Situation(),
        Situation(regime=Regime.APPRENTICESHIP, special_regime=True),
        Situation(gap_year=GapYear.SEMESTER, special_regime=True, grant_notice="N123"),
        Situation(gap_year=GapYear.SEMESTER, mobility=Mobility.OUTGOING),
        Situation(gap_year=GapYear.YEAR, grant_notice="N123"),
        Situation(mobility=Mobility.INCOMING),
    ],
)
def test_what_goes_together_is_taken(declared: Situation) -> None:
    assert not wrong(declared)


@pytest.mark.parametrize(
    ("declared", "field"),
    [
        (Situation(gap_year=GapYear.YEAR, special_regime=True), "special_regime"),
        (Situation(gap_year=GapYear.YEAR, mobility=Mobility.OUTGOING), "mobility"),
        (Situation(gap_year=GapYear.SEMESTER, regime=Regime.APPRENTICESHIP), "gap_year"),
        (Situation(gap_year=GapYear.SEMESTER, mobility=Mobility.INCOMING), "gap_year"),
        (Situation(mobility=Mobility.INCOMING, regime=Regime.APPRENTICESHIP), "mobility"),
        (Situation(grant_notice="N123", regime=Regime.CONTINUING), "grant_notice"),
        (Situation(grant_notice="N123", mobility=Mobility.INCOMING), "grant_notice"),
    ],
)
def test_a_contradiction_names_its_field(declared: Situation, field: str) -> None:
    assert wrong(declared) == [field]


def test_nobody_leaves_on_exchange_in_their_first_year_here() -> None:
    assert wrong(Situation(mobility=Mobility.OUTGOING), known_before=False) == ["mobility"]
