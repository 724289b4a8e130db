"""Lines drawn on the server."""

from peristyle.ui.charts import Series, line_chart


def test_the_axis_begins_at_zero_and_ends_at_a_round_number() -> None:
    chart = line_chart("Titre", "Description", ["a", "b", "c"], [Series("2026", [3, 48, 212])])

    assert [mark.text for mark in chart.up] == [0, 50, 100, 150, 200, 250]
    assert chart.up[0].at == chart.bottom


def test_every_value_has_its_point_from_edge_to_edge() -> None:
    chart = line_chart("Titre", "Description", ["a", "b", "c"], [Series("2026", [0, 5, 10])])

    [line] = chart.lines
    points = [tuple(map(float, point.split(","))) for point in line.points.split()]
    assert points[0] == (chart.left, chart.bottom)
    assert points[-1] == line.last
    assert points[-1][0] == chart.right


def test_few_labels_are_written_however_many_days_there_are() -> None:
    days = [str(day) for day in range(120)]

    chart = line_chart("Titre", "Description", days, [Series("2026", list(range(120)))])

    assert len(chart.across) <= 6


def test_one_day_alone_stands_in_the_middle() -> None:
    chart = line_chart("Titre", "Description", ["a"], [Series("2026", [0])])

    assert chart.lines[0].last[0] == (chart.left + chart.right) / 2
