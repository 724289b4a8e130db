"""Which documents are wanted: examples of the institution, what is refused in its file, and what always holds."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from peristyle.enrolment.checks import document_file_is_right
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.situations import GapYear, Mobility, Regime
from peristyle.enrolment.rules.supporting_documents import (
    NAME,
    DocumentState,
    Situation,
    SupportingDocumentsFile,
    is_settled,
    takes_files,
    wanted,
)
from peristyle.enrolment.rules.uploads import NotTaken, Refusal
from tests.harness.sources import REPOSITORY

MONTPELLIER = SupportingDocumentsFile.model_validate(
    tomllib.loads((REPOSITORY / "institutions" / "montpellier" / NAME).read_text(encoding="utf-8"))
)
NEWCOMER = Situation(
    first_enrolment=True,
    grant_holder=False,
    special_regime=False,
    age=19,
    born_in_france=True,
    regime=Regime.INITIAL,
    gap_year=GapYear.NONE,
    mobility=Mobility.NONE,
    level="licence",
    year_of_study=1,
    origin=Origin.PARCOURSUP,
    component="ECO",
)
situations = st.builds(
    Situation,
    first_enrolment=st.booleans(),
    grant_holder=st.booleans(),
    special_regime=st.booleans(),
    age=st.integers(14, 99),
    born_in_france=st.booleans(),
    regime=st.sampled_from(Regime),
    gap_year=st.sampled_from(GapYear),
    mobility=st.sampled_from(Mobility),
    level=st.sampled_from(["licence", "master", "doctorat"]),
    year_of_study=st.integers(1, 5),
    origin=st.sampled_from(Origin),
    component=st.sampled_from(["ECO", "MED", "FDS"]),
)
DOCUMENT = {"kind": "paper", "title_fr": "Papier", "title_en": "Paper", "help_fr": "Un papier.", "help_en": "A paper."}
REASON = {"code": "torn", "fr": "Déchiré.", "en": "Torn."}


def kinds(**differences: Any) -> set[str]:
    """What somebody gives at Montpellier who differs so from a newcomer of Parcoursup."""
    return {entry.kind for entry in wanted(MONTPELLIER.documents, replace(NEWCOMER, **differences))}


def a_file(*documents: dict[str, Any], reasons: tuple[dict[str, Any], ...] = (REASON,)) -> SupportingDocumentsFile:
    return SupportingDocumentsFile.model_validate({"documents": documents, "reasons": reasons})


def test_a_newcomer_from_school_gives_what_a_first_enrolment_wants() -> None:
    assert kinds() == {"identity", "photograph", "baccalaureate", "cvec", "defence-day", "liability-insurance"}


def test_who_was_here_last_year_gives_little() -> None:
    assert kinds(first_enrolment=False, age=22) == {"cvec", "liability-insurance"}


@pytest.mark.parametrize(
    ("differences", "more"),
    [
        ({"grant_holder": True}, {"grant-notice"}),
        ({"age": 17}, {"parental-consent"}),
        ({"gap_year": GapYear.SEMESTER}, {"gap-year"}),
        ({"special_regime": True}, {"special-regime"}),
        ({"born_in_france": False}, {"birth-certificate"}),
        ({"regime": Regime.APPRENTICESHIP}, {"apprenticeship"}),
        ({"component": "MED"}, {"vaccinations"}),
        ({"mobility": Mobility.OUTGOING}, {"learning-agreement"}),
        ({"year_of_study": 2}, {"transfer"}),
    ],
)
def test_a_situation_adds_its_documents(differences: dict[str, Any], more: set[str]) -> None:
    assert kinds(**differences) == kinds() | more


@pytest.mark.parametrize(
    ("differences", "fewer"),
    [
        ({"age": 25}, {"defence-day"}),
        ({"regime": Regime.CONTINUING}, {"cvec"}),
    ],
)
def test_a_situation_leaves_documents_out(differences: dict[str, Any], fewer: set[str]) -> None:
    assert fewer & kinds(**differences) == set()


def test_somebody_on_exchange_here_pays_no_contribution_and_is_not_called_to_the_defence_day() -> None:
    assert kinds(mobility=Mobility.INCOMING) & {"cvec", "defence-day"} == set()


def test_a_master_s_newcomer_gives_their_licence_and_not_their_baccalaureat() -> None:
    given_there = kinds(level="master")

    assert "former-diploma" in given_there
    assert "baccalaureate" not in given_there


@given(situations)
def test_the_order_is_the_file_s_and_nothing_stands_twice(situation: Situation) -> None:
    found = [entry.kind for entry in wanted(MONTPELLIER.documents, situation)]

    assert found == [entry.kind for entry in MONTPELLIER.documents if entry.kind in set(found)]


@given(situations, situations)
def test_only_the_situation_decides(one: Situation, other: Situation) -> None:
    if one == other:
        assert wanted(MONTPELLIER.documents, one) == wanted(MONTPELLIER.documents, other)


@given(situations)
def test_growing_up_never_adds_a_document(situation: Situation) -> None:
    older = replace(situation, age=situation.age + 1)

    assert set(wanted(MONTPELLIER.documents, older)) <= set(wanted(MONTPELLIER.documents, situation))


@given(situations)
def test_conditions_of_a_document_are_alternatives(situation: Situation) -> None:
    either = a_file({**DOCUMENT, "wanted_when": [{"younger_than": 18}, {"grant_holder": True}]}).documents

    assert bool(wanted(either, situation)) == (situation.age < 18 or situation.grant_holder)


@given(situations)
def test_keys_of_a_condition_hold_together(situation: Situation) -> None:
    both = a_file({**DOCUMENT, "wanted_when": [{"younger_than": 18, "grant_holder": True}]}).documents

    assert bool(wanted(both, situation)) == (situation.age < 18 and situation.grant_holder)


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ([{**DOCUMENT, "kind": "A paper"}], "documents.0.kind"),
        ([{**DOCUMENT, "wanted_when": [{"colour": "red"}]}], "documents.0.wanted_when.0.colour"),
        ([{**DOCUMENT, "wanted_when": [{"regime": ["night"]}]}], "documents.0.wanted_when.0.regime.0"),
        ([{**DOCUMENT, "wanted_when": [{}]}], "leave wanted_when out"),
        ([{**DOCUMENT, "pages": 0}], "documents.0.pages"),
        ([DOCUMENT, DOCUMENT], "paper stands twice"),
        (
            [
                {
                    **DOCUMENT,
                    "portrait": {
                        "smallest_width": 300,
                        "smallest_height": 400,
                        "narrowest_percent": 60,
                        "widest_percent": 80,
                    },
                }
            ],
            "write pages = 1",
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_named_at_start(
    documents: list[dict[str, Any]], told: str, settings: Settings, tmp_path: Any
) -> None:
    lines = [f"documents = [{', '.join(inline(each) for each in documents)}]", f"reasons = [{inline(REASON)}]"]
    (tmp_path / NAME).write_text("\n".join(lines), encoding="utf-8")
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"

    (error,) = document_file_is_right()

    assert told in error.msg


def test_documents_without_reasons_to_refuse_them_are_wrong() -> None:
    with pytest.raises(ValueError, match="at least one"):
        a_file(DOCUMENT, reasons=())


def test_a_portrait_is_upright_and_large_enough() -> None:
    portrait = next(entry.portrait for entry in MONTPELLIER.documents if entry.portrait)

    portrait.check(413, 531)
    for width, height, refusal in (
        (100, 130, Refusal.PORTRAIT_SIZE),
        (531, 413, Refusal.PORTRAIT_SHAPE),
        (900, 900, Refusal.PORTRAIT_SHAPE),
    ):
        with pytest.raises(NotTaken) as not_taken:
            portrait.check(width, height)
        assert not_taken.value.refusal == refusal


def test_only_an_officer_s_word_settles_a_document() -> None:
    settled = {
        (state, decided) for state in DocumentState for decided in (True, False) if is_settled(state, decided=decided)
    }

    assert settled == {
        (DocumentState.ACCEPTED, True),
        (DocumentState.ACCEPTED, False),
        (DocumentState.NOT_CONCERNED, True),
    }
    assert not takes_files(DocumentState.ACCEPTED)


def inline(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
