"""The password rules, from the reference page's sentence to what people really type."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.accounts.forms import PasswordForm
from peristyle.accounts.rules.passwords import (
    PROFILES,
    PasswordProfile,
    PasswordReview,
    PasswordTooWeak,
    PersonalTerms,
    WordLists,
    review,
)
from peristyle.accounts.rules.passwords.variety import bits
from peristyle.accounts.word_lists import word_lists
from peristyle.kernel import institution

UM_SEED = PROFILES["um-seed"]
NOBODY = PersonalTerms()
LEA = PersonalTerms(
    names=("Léa", "Anne-Sophie", "de La Tourette"),
    birth_date=date(2004, 3, 7),
    identifiers=("lea.de-la-tourette@etu.umontpellier.fr", "21904567"),
)
WORDS = (
    "soleil",
    "tortue",
    "éléphant",
    "fenêtre",
    "cœur",
    "mountain",
    "aujourdhui",
    "Anticonstitutionnellement",
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
DECORATIONS = st.text("0123456789!?.-_*+= ", max_size=4)


def reviewed(password: str, profile: str = "um-seed", personal: PersonalTerms = NOBODY) -> PasswordReview:
    return review(password, PROFILES[profile], personal, word_lists())


def missing(password: str, profile: str = "um-seed", personal: PersonalTerms = NOBODY) -> set[str]:
    return {criterion.code for criterion in reviewed(password, profile, personal).missing}


# The sentence of the reference page


def test_four_words_and_a_number_are_very_solid() -> None:
    verdict = reviewed("soleil-tortue-93-bleu")

    assert verdict.accepted
    assert str(verdict.strength) == "très solide"
    assert verdict.advice == ()


def test_eight_characters_drawn_at_random_are_enough_but_twelve_are_advised() -> None:
    verdict = reviewed("xk4mq7zp")

    assert verdict.accepted
    assert any("12" in str(sentence) for sentence in verdict.advice)


@pytest.mark.parametrize(
    ("password", "criterion"),
    [
        ("xk4mq7z", "minimum"),
        ("xkdmqwzp-htr", "digit"),
        ("738-2946-1058", "letter"),
        *((f"xk4m{sign}q7zp-ht", "forbidden") for sign in "<>\"'$"),
    ],
)
def test_each_part_of_the_page_s_sentence_is_a_criterion(password: str, criterion: str) -> None:
    assert missing(password) >= {criterion}


@pytest.mark.parametrize(
    "password",
    [
        "Soleil2024!",
        "SOLEIL-93",
        "s0leil99",
        "$0leil123",
        "2024soleil",
        "soleil soleil 1",
        "4bricot2024!",
        "Éléphant7",
        "elephant-1",
        "aujourd'hui1",
        "cœur-1998",
        "Porte-Monnaie2",
    ],
)
def test_a_dictionary_word_stays_a_word_under_capitals_accents_and_decoration(password: str) -> None:
    assert "dictionary" in missing(password)


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse1",
        "M0td3passe!",
        "azerty123",
        "Azertyuiop1",
        "marseille13",
        "a1z2e3r4",
        "JeTaime34",
        "Thomas1998",
        "12345678a",
        "Passw0rd!",
        "umontpellier34",
        "doudou2003",
    ],
)
def test_what_everybody_types_is_refused(password: str) -> None:
    verdict = reviewed(password)

    assert "leaked" in {criterion.code for criterion in verdict.missing}
    assert str(verdict.strength) == "très faible"


def test_a_word_among_a_dozen_random_digits_is_no_longer_a_word() -> None:
    assert reviewed("chat-8361-9427-6150").accepted


def test_the_weak_are_told_why_and_what_to_do() -> None:
    advice = [str(sentence) for sentence in reviewed("fauteuil1").advice]

    assert advice[0] == "Un mot seul se devine vite, même orné de chiffres ou de signes."
    assert advice[-1].startswith("Assemblez")


def test_french_words_count_as_words_and_not_as_random_letters() -> None:
    assert reviewed("fauteuilparapluie").score < reviewed("fxuteqilpwrapkuie").score


def test_before_anything_is_typed_the_criteria_are_there_to_read() -> None:
    labels = [str(criterion.label) for criterion in reviewed("").criteria]

    assert labels[:4] == [
        "8 caractères minimum, 12 recommandés",
        "Au moins 1 chiffre",
        "Au moins 1 lettre",
        "Aucun des signes < > \" ' $",
    ]


def test_a_refusal_names_the_criteria_and_never_the_password() -> None:
    refusal = PasswordTooWeak(reviewed("motdepasse1"))

    assert str(refusal) == "leaked, guessability"
    assert "motdepasse" not in repr(refusal.review)


# What is known of a person


@pytest.mark.parametrize(
    "password",
    [
        "Lea2004!",
        "l3a-1234",
        "anne-rouge-42-lune",
        "Tourette-93-bleu",
        "t0urette93bleu",
        "delatourette93",
        "AnneSophie=42",
        "bleu-07/03/2004",
        "07032004-bleu",
        "bleu040307vert",
        "2004.03.07-bleu",
        "7mars-bleu-vert",
        "bleuMars2004!",
        "21904567-bleu",
        "lea.de-la-tourette1",
    ],
)
def test_names_birth_date_and_identifiers_are_refused(password: str) -> None:
    assert "personal" in missing(password, personal=LEA)


@pytest.mark.parametrize("password", ["panneau-rouge-42-lune", "plea-hublot-93-bleu", "2004-tortues-vertes"])
def test_a_short_name_inside_another_word_is_nobody_s(password: str) -> None:
    assert "personal" not in missing(password, personal=LEA)


def test_a_person_of_whom_nothing_is_known_is_reviewed_all_the_same() -> None:
    assert reviewed("soleil-tortue-93-bleu", personal=PersonalTerms(names=("", "-"), identifiers=("@", ""))).accepted


# The other profiles


@pytest.mark.parametrize(
    ("profile", "password"),
    [
        ("cnil-50-throttled", "xK4-q7zp"),
        ("cnil-80", "xK4-q7zpH2+w"),
        ("cnil-80", "xK4rq7zpH2dwLm"),
        ("cnil-80", "sept mots bien choisis valent une phrase"),
        ("nist-asvs", "tortue bleue sur le toit"),
    ],
)
def test_the_examples_of_the_cnil_and_of_nist_pass(profile: str, password: str) -> None:
    assert reviewed(password, profile).accepted


@pytest.mark.parametrize(
    ("profile", "password", "criterion"),
    [
        ("cnil-50-throttled", "xk4mq7zp", "variety"),
        ("cnil-80", "xk4mq7zphtrw", "variety"),
        ("nist-asvs", "xK4-q7zpH2+wLm", "minimum"),
        ("nist-asvs", "aaaaaaaaaaaaaaaaaaaa", "guessability"),
    ],
)
def test_what_falls_short_of_them_does_not(profile: str, password: str, criterion: str) -> None:
    assert criterion in missing(password, profile)


def test_the_page_s_own_rule_is_worth_41_bits_and_the_cnil_s_example_80() -> None:
    assert bits("xk4mq7zp") == 41
    assert bits("xK4-q7zpH2+w") == 80
    assert bits("") == 0


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_takes_long_passwords_and_advises_more_than_it_demands(
    profile: PasswordProfile,
) -> None:
    assert profile.maximum >= 64
    assert profile.minimum <= profile.recommended <= profile.maximum


@pytest.mark.parametrize(
    ("profile", "rules"),
    [
        ("um-seed", "minlength: 12; maxlength: 256; required: lower; required: digit;"),
        ("cnil-50-throttled", "minlength: 12; maxlength: 256; required: lower; required: upper; required: digit;"),
        ("cnil-80", "minlength: 14; maxlength: 256; required: lower; required: upper; required: digit;"),
        ("nist-asvs", "minlength: 20; maxlength: 256;"),
    ],
)
def test_browsers_are_told_how_to_draw_one_by_the_profile_in_force(
    profile: str, rules: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = institution.current()
    accounts = here.accounts.model_copy(update={"password_profile": profile})
    monkeypatch.setattr(institution, "current", lambda: here.model_copy(update={"accounts": accounts}))

    assert PasswordForm().fields["password"].widget.attrs["passwordrules"] == rules


@pytest.mark.parametrize(
    ("profile", "drawn"),
    [
        ("um-seed", "k4vq7zpx2wmh"),
        ("cnil-50-throttled", "kR4vq7zPx2wm"),
        ("cnil-80", "kR4vq7zPx2wmT9"),
        ("nist-asvs", "k;Rvq~zPx[wmTy)b}Hqs"),
    ],
)
def test_what_a_browser_draws_so_passes(profile: str, drawn: str) -> None:
    assert reviewed(drawn, profile).accepted


@pytest.mark.parametrize("profile", PROFILES)
def test_a_long_passphrase_in_any_script_is_welcome(profile: str) -> None:
    assert reviewed("длинная-фраза-для-входа-42-Ω-éà", profile).accepted
    assert reviewed("Tortue-93-" * 6 + "lune", profile).accepted


# Hostile input


@pytest.mark.parametrize("length", [257, 1_025, 1_000_000])
def test_what_is_too_long_is_refused_before_any_question_is_asked(length: int) -> None:
    def never(_text: str) -> bool:
        raise AssertionError

    verdict = review("é" * length, UM_SEED, NOBODY, WordLists(is_word=never, is_leaked=never))

    assert [criterion.code for criterion in verdict.missing] == ["maximum"]
    assert str(verdict.strength) == "très faible"


@pytest.mark.parametrize("sign", ["\0", "\t", "\n", "\x7f", "\x85", "\ud800", "\ue000", "\U0010ffff"])
def test_what_no_keyboard_types_is_refused(sign: str) -> None:
    assert missing(f"soleil-tortue-{sign}-93-bleu") == {"typable"}


def test_a_forbidden_sign_does_not_hide_behind_its_wide_form() -> None:
    assert "forbidden" in missing("soleil-tortue＜93-bleu")


@settings(deadline=None)
@given(password=ANY_TEXT, profile=st.sampled_from(sorted(PROFILES)), personal=st.sampled_from([NOBODY, LEA]))
def test_a_review_never_fails_whatever_the_text(password: str, profile: str, personal: PersonalTerms) -> None:
    verdict = reviewed(password, profile, personal)

    assert verdict.accepted == all(criterion.met for criterion in verdict.criteria)
    assert all(map(str, [*(criterion.label for criterion in verdict.criteria), verdict.strength, *verdict.advice]))


@settings(deadline=None)
@given(before=ANY_TEXT, sign=st.sampled_from(UM_SEED.forbidden), after=ANY_TEXT)
def test_a_password_holding_a_forbidden_sign_is_never_accepted(before: str, sign: str, after: str) -> None:
    assert not reviewed(before + sign + after).accepted


@settings(deadline=None)
@given(word=st.sampled_from(WORDS), data=st.data(), left=DECORATIONS, right=DECORATIONS)
def test_neither_capitals_nor_decoration_make_a_word_acceptable(
    word: str, data: st.DataObject, left: str, right: str
) -> None:
    raised = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    letters = [letter.upper() if up else letter.lower() for letter, up in zip(word, raised, strict=True)]

    assert not reviewed(left + "".join(letters) + right).accepted


@settings(deadline=None)
@given(password=st.text(st.characters(codec="utf-8"), max_size=60))
def test_every_keyboard_s_way_of_writing_an_accent_is_reviewed_alike(password: str) -> None:
    assert reviewed(unicodedata.normalize("NFC", password)) == reviewed(unicodedata.normalize("NFD", password))


@settings(deadline=None)
@given(password=ANY_TEXT)
def test_what_is_accepted_obeys_the_reference_page(password: str) -> None:
    if reviewed(password).accepted:
        text = unicodedata.normalize("NFKC", password)
        assert len(text) >= 8
        assert any(map(str.isdecimal, text))
        assert any(map(str.isalpha, text))
        assert not set(text) & set("<>\"'$")
