"""Which files an officer decides upon."""

import pytest

from peristyle.enrolment.rules.decisions import DecisionKind, FileFacts, decisions_wanted
from peristyle.kernel.institution import DecisionsOnFiles

RULES = DecisionsOnFiles()


@pytest.mark.parametrize(("former", "wanted"), [(0, False), (2, False), (3, True), (6, True)])
def test_the_fourth_enrolment_in_an_etape_is_decided(former: int, *, wanted: bool) -> None:
    facts = FileFacts(former_enrolments=former, gap_year="none", special_regime=False)

    assert (DecisionKind.REPEATED_STEP in decisions_wanted(facts, RULES)) is wanted


def test_a_gap_year_and_a_special_regime_are_decided() -> None:
    facts = FileFacts(former_enrolments=0, gap_year="semester", special_regime=True)

    assert decisions_wanted(facts, RULES) == {DecisionKind.GAP_YEAR, DecisionKind.SPECIAL_REGIME}


def test_an_institution_chooses_what_it_decides() -> None:
    rules = DecisionsOnFiles(wanted=("gap_year",), repeated_step_from=2)
    facts = FileFacts(former_enrolments=5, gap_year="year", special_regime=True)

    assert decisions_wanted(facts, rules) == {DecisionKind.GAP_YEAR}
