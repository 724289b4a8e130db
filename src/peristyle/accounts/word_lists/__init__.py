"""The words and the known passwords that no password of ours may be, as two Bloom filters.

`words.bloom` holds French and English words, `leaked.bloom` passwords known from leaks; `build` makes them.
Both are asked of folded text (rules/passwords/spelling.py). A filter forgets nothing it holds, and takes one
other text in 100,000 for known, which costs somebody a second idea and nothing more.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from rbloom import Bloom

from peristyle.accounts.rules.passwords import WordLists

FOLDER = Path(__file__).parent
WORDS = "words.bloom"
LEAKED = "leaked.bloom"


def stable_hash(text: str) -> int:
    """The same number for the same text in every process; rbloom wants 128 signed bits."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:16], "big", signed=True)


def load(folder: Path) -> WordLists:
    """The two filters of a folder, as the questions that a review asks."""
    words = Bloom.load(folder / WORDS, stable_hash)
    leaked = Bloom.load(folder / LEAKED, stable_hash)
    return WordLists(is_word=words.__contains__, is_leaked=leaked.__contains__)


@cache
def word_lists() -> WordLists:
    """The lists of this installation, read once, at the first question."""
    return load(FOLDER)
