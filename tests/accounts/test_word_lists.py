"""The two shipped filters, and how a site builds its own."""

from hashlib import sha256
from pathlib import Path

import pytest

from peristyle.accounts.word_lists import FOLDER, LEAKED, WORDS, load, stable_hash, word_lists
from peristyle.accounts.word_lists.build import dictionary_words, leaked_passwords, main


@pytest.mark.parametrize("word", ["soleil", "elephant", "coeur", "aujourdhui", "chevaux", "house", "understanding"])
def test_french_and_english_words_are_known_by_their_folded_form(word: str) -> None:
    assert word_lists().is_word(word)


@pytest.mark.parametrize("word", ["éléphant", "Soleil", "or", "soleiltortue", "xkqzwp"])
def test_nothing_else_is_a_word(word: str) -> None:
    assert not word_lists().is_word(word)


@pytest.mark.parametrize("password", ["password", "123456789", "motdepasse", "azertyuiop", "doudou", "allezlom"])
def test_what_everybody_types_is_known(password: str) -> None:
    assert word_lists().is_leaked(password)


def test_fewer_than_one_stranger_in_a_thousand_is_taken_for_known() -> None:
    strangers = [sha256(str(number).encode()).hexdigest() for number in range(50_000)]

    wrong_words = sum(map(word_lists().is_word, strangers))
    wrong_leaks = sum(map(word_lists().is_leaked, strangers))

    assert wrong_words < 50
    assert wrong_leaks < 50


def test_the_lists_are_read_once() -> None:
    assert word_lists() is word_lists()


@pytest.mark.parametrize("name", [WORDS, LEAKED])
def test_the_shipped_files_stay_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 1_500_000


def test_a_text_has_the_same_hash_in_every_process() -> None:
    assert stable_hash("soleil") == -30249575982952943036735207147188570853


def test_a_dictionary_gives_folded_words_of_four_letters_and_more(tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary"
    dictionary.write_text("Éléphant\narc-en-ciel\naujourd'hui\nor\ncœur\nhouse's\n")

    words = set(dictionary_words([dictionary]))

    assert words == {"elephant", "arcenciel", "aujourdhui", "coeur", "house"}


def test_a_downloaded_list_adds_to_what_everybody_knows(tmp_path: Path) -> None:
    downloaded = tmp_path / "downloaded.txt"
    downloaded.write_bytes(b"Zanzibar-34\n\xff\xfe\nab\n")

    passwords = set(leaked_passwords([downloaded]))

    assert {"zanzibar-34", "motdepasse", "password"} <= passwords
    assert "ab" not in passwords


def test_a_site_builds_its_own_filters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "breton").write_text("glizh\n")
    (tmp_path / "downloaded").write_text("Zanzibar-34\n")

    main(
        [f"--dictionary={tmp_path / 'breton'}", f"--leaked={tmp_path / 'downloaded'}", f"--into={tmp_path}"],
    )

    lists = load(tmp_path)
    assert lists.is_word("glizh")
    assert not lists.is_word("soleil")
    assert lists.is_leaked("zanzibar-34")
    assert "1 entrées" in capsys.readouterr().out


def test_a_missing_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "breton").write_text("glizh\n")

    with pytest.raises(SystemExit, match="nowhere est introuvable"):
        main([f"--dictionary={tmp_path / 'breton'}", f"--leaked={tmp_path / 'nowhere'}", f"--into={tmp_path}"])


def test_the_same_sources_always_give_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "breton").write_text("glizh\nheol\n")
    folders = [tmp_path / "first", tmp_path / "second"]

    for folder in folders:
        folder.mkdir()
        main([f"--dictionary={tmp_path / 'breton'}", f"--into={folder}"])

    first, second = folders
    assert (first / LEAKED).read_bytes() == (second / LEAKED).read_bytes() == (FOLDER / LEAKED).read_bytes()
    assert (first / WORDS).read_bytes() == (second / WORDS).read_bytes()
