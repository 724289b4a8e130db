"""How the filters are made: `python -m peristyle.accounts.word_lists.build [--leaked FILE]`.

Words: Debian's wfrench and wamerican, unless other dictionaries are named. Leaked passwords: Django's 20,000,
our French ones, and any file of one password a line that a site has downloaded.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from rbloom import Bloom

from peristyle.accounts.rules.passwords.spelling import folded
from peristyle.accounts.word_lists import FOLDER, LEAKED, WORDS, stable_hash

DICTIONARIES = (Path("/usr/share/dict/french"), Path("/usr/share/dict/american-english"))
FRENCH_PASSWORDS = FOLDER / "french_passwords.txt"

# A review asks up to a dozen questions, a long passphrase a thousand of the words: at this rate fewer
# than one good password in 1,000 is refused by accident.
_WRONG = 0.000_01
_SHORTEST = 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Build both filters, or say in one sentence what is missing."""
    parser = ArgumentParser(prog="python -m peristyle.accounts.word_lists.build", description=__doc__)
    parser.add_argument("--leaked", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--dictionary", type=Path, action="append", metavar="FILE")
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    asked = parser.parse_args(arguments)
    dictionaries = asked.dictionary or DICTIONARIES
    for source in (*dictionaries, *asked.leaked):
        if not source.is_file():
            sys.exit(f"{source} est introuvable ; les dictionnaires sont dans les paquets wfrench et wamerican.")
    write(asked.into / WORDS, set(dictionary_words(dictionaries)))
    write(asked.into / LEAKED, set(leaked_passwords(asked.leaked)))


def dictionary_words(dictionaries: Iterable[Path]) -> Iterator[str]:
    """The folded words of four letters and more, without hyphens, apostrophes and English genitives."""
    for line in chain.from_iterable(map(_lines, dictionaries)):
        word = "".join(filter(str.isalpha, folded(line.removesuffix("'s"))))
        if len(word) >= _SHORTEST:
            yield word


def leaked_passwords(downloaded: Iterable[Path]) -> Iterator[str]:
    """The folded passwords that everybody knows."""
    written = (line for line in _lines(FRENCH_PASSWORDS) if not line.startswith("#"))
    french = chain.from_iterable(map(str.split, written))
    for line in chain(CommonPasswordValidator().passwords, french, *map(_lines, downloaded)):
        password = folded(line)
        if len(password) >= _SHORTEST:
            yield password


def write(path: Path, texts: Collection[str]) -> None:
    """Save a filter of these texts in one move, so that no reader meets half a file."""
    bloom = Bloom(len(texts), _WRONG, stable_hash)
    bloom.update(texts)
    unfinished = path.with_suffix(".unfinished")
    bloom.save(unfinished)
    unfinished.replace(path)
    sys.stdout.write(f"{path} : {len(texts)} entrées, {path.stat().st_size // 1024} Kio\n")


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from map(str.strip, file)


if __name__ == "__main__":
    main()
