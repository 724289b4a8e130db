"""Letters sent in a test: found by their reader, read as people read them, checked like pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import html5lib
import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from tests.harness import typography
from tests.harness.page_check import problems_of_page

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,)]")
_CODE = re.compile(r"\b\d{4}[ \u00a0\u202f]?\d{4}\b")


@dataclass(frozen=True)
class Letter:
    """A letter as it was handed to the mail server."""

    message: EmailMultiAlternatives

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message.subject)

    @property
    def to(self) -> str:
        """Its only reader."""
        (reader,) = self.message.to
        return reader

    @property
    def text(self) -> str:
        """What a reader without HTML reads."""
        return str(self.message.body)

    @property
    def html(self) -> str:
        """What the others read."""
        return next(str(content) for content, kind in self.message.alternatives if kind == "text/html")

    @property
    def language(self) -> str:
        """The language it is written in."""
        return str(self.message.extra_headers["Content-Language"])

    @property
    def links(self) -> list[str]:
        """The addresses in its text."""
        return _ADDRESS.findall(self.text)

    def link(self, beginning: str) -> str:
        """The path of its first link under `beginning`, ready for the client: `letter.link("/activation/")`."""
        return next(path for link in self.links if (path := urlsplit(link).path).startswith(beginning))

    @property
    def code(self) -> str:
        """The code of eight digits to type."""
        (code,) = {re.sub(r"\D", "", found) for found in _CODE.findall(self.text)}
        return code


class Outbox:
    """All letters of the test, oldest first."""

    @property
    def letters(self) -> list[Letter]:
        """Every letter."""
        return [Letter(message) for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]

    def __len__(self) -> int:
        return len(self.letters)

    def to(self, address: str) -> list[Letter]:
        """The letters sent to `address`."""
        return [letter for letter in self.letters if letter.to == address]

    @property
    def last(self) -> Letter:
        """The newest letter."""
        return self.letters[-1]


@pytest.fixture
def outbox() -> Outbox:
    """The letters handed to the mail server; run the due tasks first."""
    return Outbox()


@pytest.fixture(autouse=True)
def letters_are_well_made(typography_is_looked_at: None) -> Iterator[None]:
    """Every letter of every test is checked once the test is over."""
    yield
    letters = Outbox().letters if hasattr(mail, "outbox") else []
    problems = [f"« {letter.subject} »: {problem}" for letter in letters for problem in problems_of(letter)]
    if problems:
        pytest.fail("A letter is not well made:\n" + "\n".join(problems), pytrace=False)


def problems_of(letter: Letter) -> Iterator[str]:
    """What is wrong with a letter, one sentence each."""
    if not letter.subject.strip():
        yield "no subject"
    yield from _problems_of_markup(letter)
    missing = set(_links_of(letter.html)) - set(letter.links)
    if missing:
        yield f"the text lacks what the HTML links to: {sorted(missing)}"
    if letter.language == "fr":
        for text in (letter.subject, letter.text):
            yield from typography.mistakes(text)


def _problems_of_markup(letter: Letter) -> Iterator[str]:
    # Mail programs have no stylesheet of ours: styles stand inline in a letter, and only there.
    for problem in problems_of_page(letter.html, language=letter.language):
        if "Content-Security-Policy" not in problem and "is not written « page — house »" not in problem:
            yield problem


def _links_of(html: str) -> list[str]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return [target for link in page.iter("a") if (target := link.get("href", "")).startswith("http")]
