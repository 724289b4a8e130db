"""The list of a file as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peristyle.enrolment.queries import FileOverview
from peristyle.enrolment.rules.checklist import Item, Standing
from peristyle.enrolment.rules.checklist_words import ICONS, SIGNS, TITLES, sentence

#: What is not open yet leads nowhere.
LEADS = frozenset({Standing.TO_DO, Standing.WRONG, Standing.WAITING, Standing.DONE})


@dataclass(frozen=True)
class ShownLine:
    """A line in words, with where it leads."""

    title: Any
    detail: Any
    icon: str
    sign: Any
    kind: str
    sign_icon: str
    href: str | None
    is_next: bool


def shown_lines(overview: FileOverview, links: Mapping[Item, str]) -> list[ShownLine]:
    """The lines of a file, in words; `links`: where those lead that lead somewhere."""
    return [
        ShownLine(
            TITLES[line.item],
            sentence(line),
            ICONS[line.item],
            *SIGNS[line.standing],
            href=links.get(line.item) if line.standing in LEADS else None,
            is_next=line == overview.next,
        )
        for line in overview.lines
    ]
