"""Contrast between two colours, in the words of WCAG 2.2: relative luminance and contrast ratio."""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Colour:
    """An opaque sRGB colour, each channel from 0 to 255."""

    red: int
    green: int
    blue: int


def colour(text: str) -> Colour:
    """The colour written `#rrggbb`; raises ValueError for any other writing."""
    match = _HEX.fullmatch(text)
    if match is None:
        message = f"{text} is not written #rrggbb"
        raise ValueError(message)
    return Colour(*(int(channel, 16) for channel in match.groups()))


def relative_luminance(of: Colour) -> float:
    """« The relative brightness of any point, normalized to 0 for darkest black and 1 for lightest white »."""
    return 0.2126 * _linear(of.red) + 0.7152 * _linear(of.green) + 0.0722 * _linear(of.blue)


def ratio(one: Colour, other: Colour) -> float:
    """« (L1 + 0.05) / (L2 + 0.05), where L1 is the relative luminance of the lighter of the colors »."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Colour, share: float, other: Colour) -> Colour:
    """What CSS calls `color-mix(in srgb, one share, other)`."""
    pairs = ((one.red, other.red), (one.green, other.green), (one.blue, other.blue))
    return Colour(*(round(share * first + (1 - share) * second) for first, second in pairs))


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 — sRGB's own numbers
