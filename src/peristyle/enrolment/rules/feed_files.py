"""The files of a feed: students.csv and enrolments.csv as one table, a line for each enrolment."""

import csv
import io
from collections.abc import Iterable, Mapping

from peristyle.enrolment.rules.feed_rows import ENROLMENT, LAYOUT, STUDENT
from peristyle.kernel.importing.files import read

TITLES = (*LAYOUT.required, *LAYOUT.optional)


def as_table(lines: Iterable[Mapping[str, str]]) -> str:
    """Rows given by column, as the text of a file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, TITLES, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({title: " ".join(str(line.get(title, "")).split()) for title in TITLES})
    return text.getvalue()


def join(students: str, enrolments: str) -> str:
    """Each enrolment beside who it is of, at the line where it stands in its file.

    An enrolment whose student is not told has no name, and is refused for that. Where the titles of enrolments.csv
    are wrong, the file is given as it is, to be refused as a whole.
    """
    reading = read(enrolments, ENROLMENT)
    if not reading.lines:
        return enrolments
    known = {line.cells["numero_etudiant"].upper(): line.cells for line in read(students, STUDENT).lines}
    at = {line.number: line.cells for line in reading.lines}
    whose = {number: known.get(cells["numero_etudiant"].upper(), {}) for number, cells in at.items()}
    return as_table({**whose.get(number, {}), **at.get(number, {})} for number in range(2, max(at) + 1))
