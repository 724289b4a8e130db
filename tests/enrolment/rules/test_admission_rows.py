from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.admission_problems import SENTENCES
from peristyle.enrolment.rules.admission_rows import LAYOUT, AdmissionRow, KnownStep, Untold, check_lines
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel.importing.files import Line, read
from peristyle.kernel.importing.problems import Problem, sentence

STEPS = {
    ("EE1", None): KnownStep(1, "ECO"),
    ("EE1", "100"): KnownStep(1, "ECO"),
    ("HI1", None): KnownStep(2, "FDS"),
}
GOOD = {
    "numero_candidature": "P260123456",
    "nom": "Martin",
    "prenom": "Léa",
    "date_naissance": "12/05/2007",
    "mail": "lea.martin@example.net",
    "etape": "EE1",
}


def check(*lines: dict[str, str], untold: Untold = Untold()) -> list[AdmissionRow | Problem]:  # noqa: B008
    numbered = [Line(number, GOOD | cells) for number, cells in enumerate(lines, start=2)]
    found = check_lines(
        numbered,
        year=2026,
        find_step=lambda code, version: STEPS.get((code, version)),
        may_import=lambda component: component == "ECO",
        untold=untold,
    )
    return list(found)


def row(**cells: str) -> AdmissionRow:
    (found,) = check(cells)
    assert isinstance(found, AdmissionRow)
    return found


def code(**cells: str) -> str:
    (found,) = check(cells)
    assert isinstance(found, Problem)
    return found.code


def test_a_good_line_is_an_admission() -> None:
    found = row()

    assert (found.application_number, found.academic_year, found.origin) == ("P260123456", 2026, Origin.PARCOURSUP)
    assert (found.birth_date, found.step_id, found.grant_holder) == (date(2007, 5, 12), 1, False)


@pytest.mark.parametrize("written", ["2007-05-12", "12/05/2007", "12-05-2007"])
def test_dates_are_read_in_both_orders(written: str) -> None:
    assert row(date_naissance=written).birth_date == date(2007, 5, 12)


def test_a_short_parcoursup_number_is_filled_with_the_year_of_the_line() -> None:
    assert row(numero_candidature="123456", annee="2027-2028").application_number == "P270123456"


def test_a_parcoursup_number_tells_its_year_where_none_is_written() -> None:
    assert row(numero_candidature="P250123456").academic_year == 2025


@pytest.mark.parametrize(("written", "civility"), [("Mme", "mme"), ("M.", "m"), ("", ""), ("X", "")])
def test_civilities_are_read(written: str, civility: str) -> None:
    assert row(civilite=written).civility == civility


@pytest.mark.parametrize(
    ("written", "grant_holder"), [("oui", True), ("O", True), ("1", True), ("non", False), ("", False)]
)
def test_grants_are_read(written: str, *, grant_holder: bool) -> None:
    assert row(boursier=written).grant_holder is grant_holder


@pytest.mark.parametrize("written", ["EE1", "ee1", "EE1-100", "EE1!100"])
def test_an_etape_is_found_with_or_without_its_version(written: str) -> None:
    assert row(etape=written).step_id == 1


def test_mon_master_numbers_need_their_origin() -> None:
    assert row(numero_candidature="MM12345678", origine="Mon Master").origin == Origin.MONMASTER
    assert code(numero_candidature="MM12345678") == "missing_origin"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"nom": ""}, "required"),
        ({"nom": "x" * 101}, "too_long"),
        ({"numero_candidature": "P26"}, "application_number"),
        ({"origine": "concours"}, "unknown_origin"),
        ({"origine": "ecandidat"}, "wrong_origin"),
        ({"date_naissance": "31/02/2007"}, "not_a_day"),
        ({"date_naissance": "mai 2007"}, "not_a_day"),
        ({"date_naissance": "12/05/2025"}, "unlikely_birth"),
        ({"date_naissance": "12/05/1907"}, "unlikely_birth"),
        ({"mail": "lea.martin"}, "email"),
        ({"civilite": "Docteur"}, "civility"),
        ({"boursier": "peut-être"}, "grant"),
        ({"annee": "2026-2028"}, "academic_year"),
        ({"annee": "l’an prochain"}, "academic_year"),
        ({"etape": "ZZ9"}, "unknown_step"),
        ({"etape": "EE1-200"}, "unknown_step"),
        ({"etape": "HI1"}, "step_elsewhere"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(cells: dict[str, str], expected: str) -> None:
    assert code(**cells) == expected


def test_a_number_that_stands_twice_is_refused_the_second_time() -> None:
    first, second = check({}, {"nom": "Durand"})

    assert isinstance(first, AdmissionRow)
    assert second == Problem(3, "repeated_number", "numero_candidature", "P260123456")


def test_the_same_number_in_another_year_is_another_admission() -> None:
    assert all(isinstance(found, AdmissionRow) for found in check({}, {"annee": "2027"}))


@pytest.mark.parametrize("reason", SENTENCES)
def test_every_reason_is_a_sentence(reason: str) -> None:
    said = sentence(SENTENCES, reason, column="mail", value="lea")

    assert said.endswith(".")
    assert "%" not in said


@given(st.fixed_dictionaries({column: st.text(max_size=30) for column in sorted(LAYOUT.columns)}))
def test_no_line_makes_the_check_fail(cells: dict[str, str]) -> None:
    for found in check(cells):
        assert isinstance(found, AdmissionRow) or found.code in SENTENCES


@given(st.text())
def test_reading_and_checking_never_fail(text: str) -> None:
    check_all = check_lines(
        read(text, LAYOUT).lines,
        year=2026,
        find_step=lambda _code, _version: None,
        may_import=lambda _component: True,
        untold=Untold(),
    )
    list(check_all)


@pytest.mark.parametrize(
    ("titles", "line"),
    [
        (
            "Numéro candidat;Nom;Prénom;Civilité;Date de Naissance;e-mail du candidat;Ville de naissance;Série",
            "123456;Martin;Léa;Mme;12/05/2007;lea@example.net;Lunel;STI2D",
        ),
        (
            "Numéro;Nom;Prénom;Etat civil;Date de naissance;Adresse mail",
            "123456;Martin;Léa;Mme;12/05/2007;lea@example.net",
        ),
        (
            "N° Dossier;Nom patronymique;Nom usuel;Prénom;Date de naissance;Courriel;Code étape",
            "P260123456;Martin;;Léa;12/05/2007;lea@example.net;EE1",
        ),
    ],
)
def test_the_titles_of_the_platforms_are_known(titles: str, line: str) -> None:
    untold = Untold(step_id=7)

    (read_line,) = read(f"{titles}\n{line}\n", untold.layout).lines
    (found,) = check_lines(
        [read_line],
        year=2026,
        find_step=lambda code, version: STEPS.get((code, version)),
        may_import=lambda _component: True,
        untold=untold,
    )

    assert isinstance(found, AdmissionRow)
    assert (found.application_number, found.birth_name, found.email) == ("P260123456", "Martin", "lea@example.net")
    assert found.step_id == (1 if "étape" in titles else 7)


def test_what_the_file_does_not_tell_is_told_with_it() -> None:
    untold = Untold(origin=Origin.MONMASTER, step_id=7)

    elsewhere, told, empty = check(
        {"numero_candidature": "MM12345678"}, {}, {"numero_candidature": "P260123457", "etape": ""}, untold=untold
    )

    assert isinstance(elsewhere, AdmissionRow)
    assert elsewhere.origin == Origin.MONMASTER
    assert [told.step_id, empty.step_id] == [1, 7]  # type: ignore[union-attr]
