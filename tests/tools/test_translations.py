"""The catalogues: nothing missing, nothing doubtful, nothing stale, nothing said in two ways."""

from pathlib import Path

import pytest

from tools import translations

SOURCE = """
from django.utils.translation import gettext as _, ngettext

def greet(count):
    return _("Bonjour") + ngettext("%(count)d message", "%(count)d messages", count)
"""
PAGE = '{% trans %}Bienvenue{% endtrans %}{{ pgettext("porte", "Entrer") }}'


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room with texts and up-to-date catalogues."""
    room = tmp_path / "portal"
    (room / "templates" / "portal").mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "views.py").write_text(SOURCE, encoding="utf-8")
    (room / "templates" / "portal" / "home.html").write_text(PAGE, encoding="utf-8")
    translations.update(room)
    return room


@pytest.fixture
def translated(room: Path) -> Path:
    """A room whose every text has its English."""
    say(room, 'msgid "Bonjour"\nmsgstr ""', 'msgid "Bonjour"\nmsgstr "Hello"')
    say(room, 'msgid "Bienvenue"\nmsgstr ""', 'msgid "Bienvenue"\nmsgstr "Welcome"')
    say(room, 'msgid "Entrer"\nmsgstr ""', 'msgid "Entrer"\nmsgstr "Come in"')
    say(room, 'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(count)d message"\nmsgstr[1] "%(count)d messages"')
    return room


def test_a_room_that_says_everything_in_both_languages_has_no_problem(translated: Path) -> None:
    assert list(translations.problems_of(translated)) == []


def test_every_text_of_code_and_pages_wants_its_english(room: Path) -> None:
    problems = "\n".join(translations.problems_of(room))

    for french in ("Bonjour", "Bienvenue", "Entrer", "%(count)d message"):
        assert f"« {french} » has no translation" in problems


def test_the_french_catalogue_holds_the_plurals_and_nothing_else(room: Path) -> None:
    french = translations.catalogue_path(room, "fr").read_text(encoding="utf-8")

    assert "Bonjour" not in french
    assert 'msgstr[1] "%(count)d messages"' in french
    assert "plural=(n > 1)" in french


def test_a_doubtful_translation_is_none(translated: Path) -> None:
    say(translated, 'msgid "Bonjour"', '#, fuzzy\nmsgid "Bonjour"')

    assert any("« Bonjour » has no translation" in problem for problem in translations.problems_of(translated))


def test_a_translation_that_loses_a_value_is_wrong(translated: Path) -> None:
    say(translated, 'msgstr[1] "%(count)d messages"', 'msgstr[1] "many messages of %(kind)s"')

    assert any("« %(count)d message »: " in problem for problem in translations.problems_of(translated))


def test_a_text_that_changed_makes_its_catalogue_stale_and_is_untranslated_again(translated: Path) -> None:
    source = translated / "views.py"
    source.write_text(source.read_text(encoding="utf-8").replace("Bonjour", "Bonsoir"), encoding="utf-8")

    assert any("run `make messages`" in problem for problem in translations.problems_of(translated))

    translations.update(translated)

    english = translations.catalogue_path(translated, "en").read_text(encoding="utf-8")
    assert 'msgid "Bonsoir"\nmsgstr ""' in english
    assert "Bonjour" not in english
    assert 'msgstr "Welcome"' in english


def test_updating_twice_changes_nothing(translated: Path) -> None:
    before = translations.catalogue_path(translated, "en").read_text(encoding="utf-8")

    translations.update(translated)

    assert translations.catalogue_path(translated, "en").read_text(encoding="utf-8") == before


def test_a_room_without_texts_has_no_catalogue(tmp_path: Path) -> None:
    room = tmp_path / "kernel"
    room.mkdir()
    (room / "__init__.py").touch()

    translations.update(room)

    assert not translations.catalogue_path(room, "en").exists()
    assert list(translations.problems_of(room)) == []


def test_two_rooms_do_not_say_the_same_french_in_two_ways(translated: Path) -> None:
    other = translated.parent / "people"
    other.mkdir()
    (other / "__init__.py").touch()
    (other / "views.py").write_text('hello = _("Bonjour")\n', encoding="utf-8")
    translations.update(other)
    say(other, 'msgid "Bonjour"\nmsgstr ""', 'msgid "Bonjour"\nmsgstr "Good morning"')

    (problem,) = translations.differing_translations(translated.parent)

    assert "“Good morning” in people and “Hello” in portal" in problem


def test_a_catalogue_is_compiled_once(translated: Path) -> None:
    translations.compile_outdated(translated.parent)
    compiled = translations.catalogue_path(translated, "en").with_suffix(".mo")
    made_at = compiled.stat().st_mtime_ns

    translations.compile_outdated(translated.parent)

    assert compiled.stat().st_mtime_ns == made_at


def say(room: Path, before: str, after: str) -> None:
    """Edit the English catalogue of a room, as a translator does."""
    path = translations.catalogue_path(room, "en")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
