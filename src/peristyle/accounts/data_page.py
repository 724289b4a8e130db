"""The page of the file « mes données »: read offline, in French and in English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.personal_data import PersonalData
from peristyle.kernel.services import Text
from peristyle.people.public import Person
from peristyle.ui.environment import date_and_time, long_date

LANGUAGES = ("fr", "en")
Facts = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Chapter:
    """A table as people read it: each row as labels and words."""

    title: Text
    rows: list[list[tuple[Text, str]]]


def written_page(person: Person, known: Sequence[tuple[PersonalData, Facts]]) -> str:
    """One document, the same chapters in each language; it fetches nothing from the network."""
    halves = []
    for language in LANGUAGES:
        with translation.override(language):
            rooms = [(room, list(_chapters(room, facts))) for room, facts in known]
            said = {"language": language, "person": person, "rooms": rooms, "now": clock.now()}
            halves.append(render_to_string("accounts/data_page/half.html", said, using="jinja2"))
    return render_to_string("accounts/data_page/page.html", {"halves": halves}, using="jinja2")


def style() -> str:
    """The look of the page, a file beside it."""
    return render_to_string("accounts/data_page/style.css", using="jinja2")


def _chapters(room: PersonalData, facts: Facts) -> Iterator[Chapter]:
    for table in room.tables:
        choices = {column: table.choices_of(column) for column in table.columns}
        rows = [
            [(label, in_words(row[column], choices[column])) for column, label in table.columns.items()]
            for row in facts[table.name]
        ]
        if rows:
            yield Chapter(table.title, rows)


def in_words(value: Any, choices: Mapping[Any, Text]) -> str:
    """A value as people read it, in the present language; `choices` are the words of its column."""
    if value in (None, "", {}, []):
        return "—"
    if isinstance(value, str) and value in choices:
        return str(choices[value])
    match value:
        case bool():
            return _("oui") if value else _("non")
        case datetime():
            return date_and_time(value)
        case date():
            return long_date(value)
        case dict():
            return ", ".join(f"{name} = {part}" for name, part in value.items())
        case list():
            return ", ".join(str(part) for part in value)
        case _:
            return str(value)
