"""How an identifier is built: `prenom.nom`, whatever the names."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.logins import LONGEST, as_typed, candidates, is_numbered, local_part

DOMAIN = "etu.umontpellier.fr"
LOCAL_PART = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
LONGEST_LOCAL_PART = 64  # RFC 5321 §4.5.3.1.1
NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=100)


@pytest.mark.parametrize(
    ("given_name", "name", "expected"),
    [
        ("Léa", "Martin", "lea.martin"),
        ("Le\u0301a", "Martin", "lea.martin"),
        ("Anaïs", "Ünal-Çelik", "anais.unal-celik"),
        ("Œdipe", "Cœurdevey", "oedipe.coeurdevey"),
        ("Jörg", "Groß", "jorg.gross"),
        ("Þór", "Æðelþryð", "thor.aedelthryd"),
        ("Łukasz", "Żółć", "lukasz.zolc"),
        ("İbrahim", "Yıldız", "ibrahim.yildiz"),
    ],
)
def test_letters_lose_their_accents(given_name: str, name: str, expected: str) -> None:
    assert local_part(given_name, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("d’Aubigné", "daubigne"),
        ("L'Hôpital", "lhopital"),
        ("O’Neill", "oneill"),
        ("N'Diaye", "ndiaye"),
        ("Ma'a`ʻʼ´", "maa"),
    ],
)
def test_apostrophes_vanish_typographic_or_not(name: str, expected: str) -> None:
    assert local_part("Chloé", name) == f"chloe.{expected}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Le Goff", "le-goff"),
        ("de La Tourette", "de-la-tourette"),
        ("  van   der  Berg ", "van-der-berg"),
        ("Lévi-Strauss", "levi-strauss"),
        ("Lévi\u2011Strauss", "levi-strauss"),
        ("Lévi – Strauss", "levi-strauss"),
        ("Smith Jr.", "smith-jr"),
        ("--Durand--", "durand"),
    ],
)
def test_particles_and_compound_names_are_joined_by_one_hyphen(name: str, expected: str) -> None:
    assert local_part("Chloé", name) == f"chloe.{expected}"


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("Jean-Pierre", "jean-pierre"),
        ("Anne\u2011Sophie", "anne-sophie"),
        ("Marie Claire", "marie"),
        ("Ana, Maria", "ana"),
        ("Văn Đức", "van"),
    ],
)
def test_only_the_first_given_name_counts_and_a_hyphened_one_is_one(given_name: str, expected: str) -> None:
    assert local_part(given_name, "Sá") == f"{expected}.sa"


@pytest.mark.parametrize(
    ("given_name", "name", "expected"),
    [
        ("محمد", "الفاسي", "mhmd.lfsy"),
        ("小明", "欧阳", "xiaoming.ouyang"),
        ("Юлия", "Щербакова-Петрова", "yuliya.shcherbakova-petrova"),
        ("Γιώργος", "Παπαδόπουλος", "giorgos.papadopoylos"),
        ("Nguyễn", "Thị Minh Khai", "nguyen.thi-minh-khai"),
        ("민준", "김", "minjun.gim"),
        ("ゆき", "たなか", "yuki.tanaka"),
    ],
)
def test_other_scripts_are_transliterated(given_name: str, name: str, expected: str) -> None:
    assert local_part(given_name, name) == expected


@pytest.mark.parametrize(
    ("given_name", "name", "expected"),
    [
        ("Sukarno", "", "sukarno"),
        ("", "Sukarno", "sukarno"),
        ("'", "Sukarno", "sukarno"),
        ("", "", "sans-nom"),
        (" ", " ", "sans-nom"),
        ("!!!", "---", "sans-nom"),
    ],
)
def test_a_mononym_stands_alone_and_who_has_no_name_still_has_an_identifier(
    given_name: str, name: str, expected: str
) -> None:
    assert local_part(given_name, name) == expected


def test_a_long_name_is_cut_between_words() -> None:
    name = "García Márquez y Fernández de la Vega Hernández de Castilla-León"

    assert local_part("María José", name) == "maria.garcia-marquez-y-fernandez-de-la-vega-hernandez-de"


def test_a_long_given_name_leaves_room_for_the_family_name() -> None:
    local = local_part("Wolfeschlegelsteinhausenbergerdorff", "Papadopoulos-Kyriakopoulos-Anagnostopoulos")

    assert local == "wolfeschlegelsteinhausenberger.papadopoulos-kyriakopoulos"


def test_homonyms_take_the_numbers_from_two_on() -> None:
    first_three = list(islice(candidates("Léa", "Martin", DOMAIN), 3))

    assert first_three == [f"lea.martin@{DOMAIN}", f"lea.martin2@{DOMAIN}", f"lea.martin3@{DOMAIN}"]


@given(NAMES, NAMES)
def test_whatever_the_names_the_local_part_is_one_that_every_mail_server_takes(given_name: str, name: str) -> None:
    for login in islice(candidates(given_name, name, DOMAIN), 12):
        local, _, domain = login.rpartition("@")

        assert LOCAL_PART.fullmatch(local)
        assert ".." not in local
        assert len(local) <= LONGEST_LOCAL_PART
        assert domain == DOMAIN


@given(NAMES, NAMES)
def test_whatever_the_names_ten_thousand_homonyms_fit(given_name: str, name: str) -> None:
    assert len(local_part(given_name, name)) <= LONGEST
    assert LONGEST + len("9999") <= LONGEST_LOCAL_PART


@given(NAMES, NAMES)
def test_whatever_the_names_no_candidate_comes_twice(given_name: str, name: str) -> None:
    tried = list(islice(candidates(given_name, name, DOMAIN), 50))

    assert len(set(tried)) == len(tried)


@pytest.mark.parametrize("typed", ["Lea.Martin", " lea.martin ", "LEA.MARTIN"])
def test_without_a_domain_all_of_ours_are_meant(typed: str) -> None:
    assert as_typed(typed, ("etu.fr", "univ.fr")) == ["lea.martin@etu.fr", "lea.martin@univ.fr"]


def test_with_a_domain_only_that_one_is_meant() -> None:
    assert as_typed("Lea.Martin@ETU.fr\n", ("etu.fr", "univ.fr")) == ["lea.martin@etu.fr"]


def test_a_homonym_s_number_is_seen() -> None:
    assert is_numbered("marie.durand2@um.fr")
    assert is_numbered("marie.durand12@um.fr")
    assert not is_numbered("marie.durand@um2.fr")
    assert not is_numbered("@")
