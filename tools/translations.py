"""The catalogues of every room: `update` writes them from the sources, `check` says what they lack.

`compile` has Django read them.

French is the source language. The English catalogue holds every message of its room; the French one only what
has a plural, since French counts « 0 message » where the source alone would say « 0 messages ».
Nothing is ever guessed: a message whose French changed is untranslated again.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOMS = Path(__file__).resolve().parents[1] / "src" / "peristyle"
LANGUAGES = ("fr", "en")
METHODS = [
    ("migrations/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.letter", "jinja2"),
]
JINJA = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
LAZY_KEYWORDS: Mapping[str, Any] = {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
#: Headers that say nothing about the messages and would change at each update.
NOISE = tuple(
    f'"{name}'
    for name in (
        "Project",
        "Report",
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Generated",
    )
)


def main() -> None:
    """Update, check or compile every catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["update", "check", "compile"])
    what = parser.parse_args().what
    if what == "compile":
        compile_outdated(ROOMS)
        return
    if what == "update":
        for room in rooms(ROOMS):
            update(room)
    problems = [problem for room in rooms(ROOMS) for problem in problems_of(room)]
    problems += differing_translations(ROOMS)
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    sys.exit(bool(problems))


def rooms(parent: Path) -> list[Path]:
    """The rooms of the house."""
    return sorted(path.parent for path in parent.glob("*/__init__.py"))


def update(room: Path) -> None:
    """Write the room's catalogues, keeping the translations of messages that still exist."""
    for language in LANGUAGES:
        path = catalogue_path(room, language)
        wanted = catalogue(room, language)
        if len(wanted):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written(wanted), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def compile_outdated(parent: Path) -> None:
    """Write the binary form of each catalogue that is newer than it; these files are never committed."""
    for source in parent.glob("*/locale/*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            messages = read_po(file, domain="django")
        # Moved into place at once: two test runs may do this together.
        beside = compiled.with_suffix(f".{os.getpid()}")
        with beside.open("wb") as file:
            write_mo(file, messages)
        beside.replace(compiled)


def problems_of(room: Path) -> Iterator[str]:
    """What the room's catalogues lack, one sentence each."""
    for language in LANGUAGES:
        path = catalogue_path(room, language)
        wanted = catalogue(room, language)
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        if present != (written(wanted) if len(wanted) else ""):
            yield f"{path}: does not match the sources; run `make messages`"
        for message in wanted:
            if message.id and not is_translated(message):
                yield f"{path}: « {_first(message.id)} » has no translation"
            for error in message.check(wanted) if message.id and is_translated(message) else ():
                yield f"{path}: « {_first(message.id)} »: {error}"


def differing_translations(parent: Path) -> list[str]:
    """Messages with two translations: Django keeps one catalogue for the whole house, where one would win."""
    seen: dict[Any, tuple[str, Any]] = {}
    problems = []
    for room in rooms(parent):
        for message in catalogue(room, "en"):
            if not message.id or not is_translated(message):
                continue
            french, english = _first(message.id), _first(message.string)
            other_room, other = seen.setdefault((message.context, french), (room.name, english))
            if other != english:
                problems.append(
                    f"« {french} » is “{other}” in {other_room} and “{english}” in {room.name}: "
                    "choose one, or tell them apart with pgettext"
                )
    return problems


def catalogue(room: Path, language: str) -> Catalog:
    """The messages of the room's sources, with the translations its present catalogue gives them."""
    present = _present(catalogue_path(room, language), language)
    wanted = Catalog(locale=language, fuzzy=False, header_comment="")
    for place, _line, message_id, _comments, context in sorted(_extracted(room), key=lambda found: found[:2]):
        if language == "fr" and isinstance(message_id, str):
            continue
        known = present.get(message_id, context)
        wanted.add(
            message_id,
            _translation(message_id, known, language),
            locations=[(place, 0)],
            flags=known.flags if known else (),
            context=context,
        )
    return wanted


def written(wanted: Catalog) -> str:
    """A catalogue as it stands in its file."""
    buffer = BytesIO()
    write_po(buffer, wanted, width=110, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if line != "#" and not line.startswith(NOISE)) + "\n"


def is_translated(message: Message) -> bool:
    """Every form is given, and nobody doubts it."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return not message.fuzzy and bool(forms) and all(forms)


def catalogue_path(room: Path, language: str) -> Path:
    """Where Django looks for the room's catalogue."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _present(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def _translation(message_id: Any, known: Message | None, language: str) -> Any:
    if known is not None and known.id == message_id and any(known.string or ()):
        return known.string
    return message_id if language == "fr" else ("" if isinstance(message_id, str) else ("", ""))


def _extracted(room: Path) -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    for name, line, message_id, comments, context in extract_from_dir(
        room,
        method_map=METHODS,
        options_map={"templates/**.html": JINJA, "templates/**.letter": JINJA},
        keywords={**DEFAULT_KEYWORDS, **LAZY_KEYWORDS},
    ):
        yield f"{room.name}/{name}", line, message_id, comments, context


def _first(forms: Any) -> str:
    return str(forms if isinstance(forms, str) else forms[0])


if __name__ == "__main__":
    main()
