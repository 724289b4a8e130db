"""The colours of units: seen on their ground, told apart from each other by day and by night, by all eyes."""

import re
from itertools import combinations, product
from pathlib import Path

import pytest

from peristyle.timetable.rules.tones import Tone, usual_tone

UI = Path(__file__).parents[3] / "src" / "peristyle" / "ui" / "static" / "ui"
CSS = UI / "css" / "tones.css"
DEFINED = re.compile(r"\.tone-(\w+) \{\s*--tone: light-dark\((#\w{6}), (#\w{6})\);")
GROUND = re.compile(r"--theme-(?:stone|surface): light-dark\((#\w{6}), (#\w{6})\)")
TIMES = ("day", "night")
#: What is no text must stand out that far (WCAG 2.2, 1.4.11).
CONTRAST = 3
#: Two colours nearer than that, in CIELAB, are taken for one another across a page.
APART = 10
#: What a missing kind of cones makes of light (Machado, Oliveira and Fernandes, 2009, severity 1).
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Light = tuple[float, float, float]


def grounds(time: str) -> list[str]:
    """What sessions stand on, in the theme of the reference institution."""
    theme = (UI / "themes" / "montpellier.css").read_text(encoding="utf-8")
    return [colours[time == "night"] for colours in GROUND.findall(theme)]


def tones(time: str) -> dict[str, str]:
    found = {name: (day, night) for name, day, night in DEFINED.findall(CSS.read_text(encoding="utf-8"))}
    return {name: colours[time == "night"] for name, colours in found.items()}


def light(colour: str) -> Light:
    """Linear light, from sRGB."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return linear[0], linear[1], linear[2]


def seen(colour: str, eye: str) -> Light:
    red, green, blue = (
        min(1, max(0, sum(weight * part for weight, part in zip(row, light(colour), strict=True)))) for row in EYES[eye]
    )
    return red, green, blue


def luminance(of: Light) -> float:
    return 0.2126 * of[0] + 0.7152 * of[1] + 0.0722 * of[2]


def lab(of: Light) -> Light:
    red, green, blue = of
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = luminance(of)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("time", TIMES)
def test_every_tone_has_a_colour_that_stands_out(time: str) -> None:
    assert set(tones(time)) == set(Tone)
    assert len(grounds(time)) == 2
    for ground, (name, colour) in product(grounds(time), tones(time).items()):
        dark, bright = sorted(luminance(light(each)) for each in (ground, colour))
        assert (bright + 0.05) / (dark + 0.05) >= CONTRAST, (name, ground)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("time", TIMES)
def test_no_two_tones_are_taken_for_one_another(time: str, eye: str) -> None:
    shades = {name: lab(seen(colour, eye)) for name, colour in tones(time).items()}

    near = {
        (one, other): round(distance)
        for one, other in combinations(shades, 2)
        if (distance := sum((a - b) ** 2 for a, b in zip(shades[one], shades[other], strict=True)) ** 0.5) < APART
    }

    assert near == {}


def test_units_that_follow_one_another_differ_and_events_are_grey() -> None:
    assert usual_tone(None) == Tone.GREY
    assert len({usual_tone(number) for number in range(100, 107)}) == 7
    assert Tone.GREY not in {usual_tone(number) for number in range(50)}
