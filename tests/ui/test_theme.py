"""An institution's theme: ten colours that everybody can read, or a refusal."""

import re
from pathlib import Path

import pytest

from peristyle.ui import theme
from peristyle.ui.checks import THEMES

TOKENS = THEMES.parent / "css" / "tokens.css"
SHIPPED = sorted(THEMES.glob("*.css"))


@pytest.fixture
def theme_file(tmp_path: Path) -> Path:
    """A copy of the shipped theme, to spoil."""
    copy = tmp_path / "copie.css"
    copy.write_text((THEMES / "montpellier.css").read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def change(path: Path, pattern: str, replacement: str) -> None:
    """Replace what matches `pattern` in a theme file."""
    changed, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(changed, encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_theme_can_be_read_by_everyone(path: Path) -> None:
    assert theme.problems(path) == []


def test_a_pale_text_is_refused_on_each_background(theme_file: Path) -> None:
    change(theme_file, r"--theme-ink-soft: light-dark\(#\w+", "--theme-ink-soft: light-dark(#a9a4b4")

    problems = theme.problems(theme_file)

    assert any("thème clair\u202f: ink-soft sur stone a un contraste de 2,0" in problem for problem in problems)
    assert all("thème clair" in problem and "au moins 4,50" in problem for problem in problems)


def test_borders_need_less_than_texts(theme_file: Path) -> None:
    change(theme_file, r"--theme-line: light-dark\(#\w+", "--theme-line: light-dark(#857e73")
    assert theme.problems(theme_file) == []

    change(theme_file, r"--theme-line: light-dark\(#\w+", "--theme-line: light-dark(#c9c4bb")
    assert all("line sur" in problem and "au moins 3,00" in problem for problem in theme.problems(theme_file))
    assert theme.problems(theme_file)


def test_a_night_that_cannot_be_read_is_refused_too(theme_file: Path) -> None:
    change(theme_file, r"--theme-ink: light-dark\((#\w+), #\w+\)", r"--theme-ink: light-dark(\1, #333333)")

    assert any("thème sombre\u202f: ink sur stone" in problem for problem in theme.problems(theme_file))


def test_a_missing_an_unknown_and_a_badly_written_colour_are_named(theme_file: Path) -> None:
    change(theme_file, r"--theme-accent:", "--theme-akcent:")
    change(theme_file, r"--theme-danger: [^;]*;", "--theme-danger: crimson;")

    problems = theme.problems(theme_file)

    assert len(problems) == 3
    assert any("--theme-accent manque" in problem for problem in problems)
    assert any("--theme-akcent n’est pas" in problem for problem in problems)
    assert any("--theme-danger doit s’écrire light-dark" in problem for problem in problems)


def test_a_theme_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert theme.problems(tmp_path / "nulle-part.css") == [f"{tmp_path / 'nulle-part.css'} n’existe pas"]


def test_contrast_is_measured_on_the_backgrounds_that_are_painted() -> None:
    tokens = TOKENS.read_text(encoding="utf-8")

    sunk, *_ = re.findall(r"--sunk: color-mix\(in srgb, var\(--theme-ink\) (\d+)%, var\(--theme-stone\)\)", tokens)
    tints = re.findall(
        r"--(\w+)-tint: color-mix\(in srgb, var\(--theme-(\w+)\) (\d+)%, var\(--theme-surface\)\)", tokens
    )

    assert int(sunk) == round(theme.SUNK_SHARE * 100)
    assert {name for name, _, _ in tints} == {"accent", "success", "warning", "danger"}
    assert all(name == source and int(share) == round(theme.TINT_SHARE * 100) for name, source, share in tints)
