"""Contrast as WCAG computes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.ui import contrast
from peristyle.ui.contrast import Colour

channels = st.integers(min_value=0, max_value=255)
colours = st.builds(Colour, channels, channels, channels)


@pytest.mark.parametrize(
    ("front", "back", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.592),
        ("#949494", "#ffffff", 3.033),
    ],
)
def test_the_ratio_is_the_one_wcag_publishes(front: str, back: str, expected: float) -> None:
    ratio = contrast.ratio(contrast.colour(front), contrast.colour(back))

    assert ratio == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("text", "expected"), [("#ff0000", 0.2126), ("#00ff00", 0.7152), ("#0000ff", 0.0722), ("#808080", 0.2159)]
)
def test_luminance_weighs_the_channels_as_the_eye_does(text: str, expected: float) -> None:
    assert contrast.relative_luminance(contrast.colour(text)) == pytest.approx(expected, abs=0.0001)


@given(colours, colours)
def test_a_ratio_lies_between_1_and_21_and_knows_no_order(one: Colour, other: Colour) -> None:
    ratio = contrast.ratio(one, other)

    assert 1 <= ratio <= 21 + 1e-9
    assert ratio == contrast.ratio(other, one)


@given(colours, colours, st.floats(min_value=0, max_value=1))
def test_a_mixture_lies_between_its_two_colours(one: Colour, other: Colour, share: float) -> None:
    mixed = contrast.mix(one, share, other)

    assert min(one.red, other.red) <= mixed.red <= max(one.red, other.red)
    assert contrast.mix(one, 1, other) == one
    assert contrast.mix(one, 0, other) == other


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "1c1a2e", "#1c1a2e80", ""])
def test_a_colour_is_written_with_six_digits(text: str) -> None:
    with pytest.raises(ValueError, match="rrggbb"):
        contrast.colour(text)
