"""Lines drawn on the server: a chart is SVG in the page, with its data in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from peristyle.kernel.services import Text

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 36
MOST_LABELS = 6
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Series:
    """A line: its name and a value for each label."""

    name: Text
    values: Sequence[int]


@dataclass(frozen=True)
class Mark:
    """A graduation: where it stands and what it says."""

    at: float
    text: Text


@dataclass(frozen=True)
class Line:
    """A series as points of the drawing; `number` is its place, from 1."""

    number: int
    name: Text
    points: str
    last: tuple[float, float]


@dataclass(frozen=True)
class LineChart:
    """A drawing of lines over the same labels."""

    title: Text
    description: Text
    lines: tuple[Line, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def line_chart(title: Text, description: Text, labels: Sequence[Text], series: Sequence[Series]) -> LineChart:
    """Lay the lines out; the vertical axis begins at zero, so that nothing is exaggerated."""
    step = _graduation(max((value for each in series for value in each.values), default=0))
    top = max(step, -(-max((value for each in series for value in each.values), default=0) // step) * step)
    count = len(labels)

    def across(place: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (place / (count - 1) if count > 1 else 0.5), 1)

    def up(value: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)

    every = max(1, -(-count // MOST_LABELS))
    return LineChart(
        title=title,
        description=description,
        lines=tuple(
            Line(
                number,
                each.name,
                " ".join(f"{across(place)},{up(value)}" for place, value in enumerate(each.values)),
                (across(len(each.values) - 1), up(each.values[-1])),
            )
            for number, each in enumerate(series, start=1)
            if each.values
        ),
        across=tuple(Mark(across(place), labels[place]) for place in range(0, count, every)),
        up=tuple(Mark(up(value), value) for value in range(0, top + 1, step)),
    )


def _graduation(highest: int) -> int:
    """The round number that cuts the axis into five at most."""
    power = 1
    while True:
        for step in STEPS:
            if step * power * 5 >= highest:
                return step * power
        power *= 10
