"""An institution's theme: ten colours, by day and by night, in one CSS file; unreadable ones are refused.

`--theme-ink: light-dark(#1c1a2e, #f1ece2);` gives the ink of the light theme, then of the dark one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from peristyle.ui import contrast
from peristyle.ui.contrast import Colour

NAMES = (
    "stone",
    "surface",
    "ink",
    "ink-soft",
    "line",
    "accent",
    "on-accent",
    "success",
    "warning",
    "danger",
)
SIDES = ("clair", "sombre")

# WCAG 2.2, 1.4.3 (text) and 1.4.11 (borders of fields, marks that carry a meaning).
TEXT = 4.5
NON_TEXT = 3.0

# The shares of css/tokens.css, where these two backgrounds are derived from the ten colours.
SUNK_SHARE = 0.06
TINT_SHARE = 0.08

_DECLARATION = re.compile(r"--theme-([a-z-]+)\s*:\s*([^;]*);")
_LIGHT_DARK = re.compile(r"light-dark\(\s*(#[0-9a-fA-F]{6})\s*,\s*(#[0-9a-fA-F]{6})\s*\)")

Palette = Mapping[str, Colour]


class ThemeError(Exception):
    """The theme file cannot be read as ten colours; each line of the message says what to change."""


@dataclass(frozen=True)
class Pair:
    """A colour that must be legible on a background."""

    front: str
    back: str
    least: float


def parse(css: str) -> tuple[Palette, Palette]:
    """The light and the dark palette written in a theme file; raises ThemeError."""
    declared = dict(_DECLARATION.findall(css))
    light: dict[str, Colour] = {}
    dark: dict[str, Colour] = {}
    wrong = [f"--theme-{name} n’est pas une variable de thème" for name in declared if name not in NAMES]
    for name in NAMES:
        if name not in declared:
            wrong.append(f"--theme-{name} manque")
        elif match := _LIGHT_DARK.fullmatch(declared[name].strip()):
            light[name], dark[name] = (contrast.colour(text) for text in match.groups())
        else:
            wrong.append(f"--theme-{name} doit s’écrire light-dark(#rrvvbb, #rrvvbb), et non « {declared[name]} »")
    if wrong:
        raise ThemeError("\n".join(wrong))
    return light, dark


def problems(theme_path: Path) -> list[str]:
    """What stops the theme at `theme_path` from being readable: one French sentence each."""
    try:
        palettes = parse(theme_path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [f"{theme_path} n’existe pas"]
    except ThemeError as error:
        return [f"{theme_path.name} : {line}" for line in str(error).splitlines()]
    return [
        f"{theme_path.name}, thème {side} : {pair.front} sur {pair.back} a un contraste de {_french(measured)}, "
        f"il faut au moins {_french(pair.least)}"
        for side, palette in zip(SIDES, palettes, strict=True)
        for pair, measured in _measures(palette)
        if measured < pair.least
    ]


def _measures(palette: Palette) -> Iterator[tuple[Pair, float]]:
    colours = {**palette, **_derived(palette)}
    for pair in _pairs():
        yield pair, contrast.ratio(colours[pair.front], colours[pair.back])


def _derived(palette: Palette) -> Palette:
    tints = {
        f"{name} pâle": contrast.mix(palette[name], TINT_SHARE, palette["surface"])
        for name in ("accent", "success", "warning", "danger")
    }
    return {"sunk": contrast.mix(palette["ink"], SUNK_SHARE, palette["stone"]), **tints}


def _pairs() -> Iterator[Pair]:
    for front in ("ink", "ink-soft", "accent", "success", "warning", "danger"):
        for back in ("stone", "surface", "sunk"):
            yield Pair(front, back, TEXT)
    for name in ("accent", "success", "warning", "danger"):
        for front in ("ink", "ink-soft", name):
            yield Pair(front, f"{name} pâle", TEXT)
    yield Pair("on-accent", "accent", TEXT)
    for back in ("stone", "surface", "sunk"):
        yield Pair("line", back, NON_TEXT)


def _french(number: float) -> str:
    # Rounded down: 4.499 must not be told as 4,5.
    return f"{int(number * 100) / 100:.2f}".replace(".", ",")
