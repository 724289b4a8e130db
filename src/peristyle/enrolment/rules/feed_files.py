"""The files of a feed as one neutral table, a line for each enrolment: two files of ours, or a list of Apogée."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from peristyle.enrolment.rules import apogee_lists
from peristyle.enrolment.rules.feed_rows import ENROLMENT, LAYOUT, STUDENT
from peristyle.kernel.importing.files import Reading, read

TITLES = (*LAYOUT.required, *LAYOUT.optional)
#: What makes the reading of the table meet the same problem at the same line.
AS_WRONG = {"too_many_cells": ";" * len(TITLES) + "?\n", "broken_line": '"\n'}


def as_table(lines: Iterable[Mapping[str, str]]) -> str:
    """Rows given by column, as the text of a file."""
    text = io.StringIO()
    writer = _writer(text)
    for line in lines:
        writer.writerow(_row(line))
    return text.getvalue()


def join(students: str, enrolments: str) -> str:
    """Each enrolment beside who it is of, at the line where it stands in its file.

    An enrolment whose student is not told has no name, and is refused for that. Where the titles of enrolments.csv
    are wrong, the file is given as it is, to be refused as a whole; and where it tells the students itself.
    """
    reading = read(enrolments, ENROLMENT)
    if not students or any(problem.line == 1 for problem in reading.problems):
        return enrolments
    known = {line.cells["numero_etudiant"].upper(): line.cells for line in read(students, STUDENT).lines}
    return _in_its_lines(
        reading,
        {line.number: {**known.get(line.cells["numero_etudiant"].upper(), {}), **line.cells} for line in reading.lines},
    )


def is_of_apogee(text: str) -> bool:
    """Whether the titles are Apogée's."""
    return not any(problem.line == 1 for problem in read(text, apogee_lists.LAYOUT).problems)


def of_apogee(text: str) -> str:
    """A list of Apogée, each enrolment at its line."""
    reading = read(text, apogee_lists.LAYOUT)
    return _in_its_lines(reading, {line.number: apogee_lists.neutral(line.cells) for line in reading.lines})


def _in_its_lines(reading: Reading, rows: Mapping[int, Mapping[str, str]]) -> str:
    wrong = {problem.line: AS_WRONG[problem.code] for problem in reading.problems if problem.code in AS_WRONG}
    text = io.StringIO()
    writer = _writer(text)
    for number in range(2, max([*rows, *wrong], default=1) + 1):
        if number in wrong:
            text.write(wrong[number])
        else:
            writer.writerow(_row(rows.get(number, {})))
    return text.getvalue()


def _writer(text: io.StringIO) -> "csv.DictWriter[str]":
    writer = csv.DictWriter(text, TITLES, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    return writer


def _row(line: Mapping[str, Any]) -> dict[str, str]:
    return {title: " ".join(str(line.get(title, "")).split()) for title in TITLES}
