"""How an identifier is built: `prenom.nom`, from usual names.

Letters lose their accents and other scripts are transliterated; apostrophes vanish (d’Aubigné → daubigne); spaces
and hyphens within a name become one hyphen (Le Goff → le-goff), particles included; only the first given name
counts; the whole is at most 60 characters, cut between words where it can be. Homonyms take 2, 3, … as a suffix,
after the 60 characters if need be.
"""

import re
from collections.abc import Iterator

from anyascii import anyascii

LONGEST = 60
NAMELESS = "sans-nom"
_WORD_BREAKS = re.compile(r"[\s\-‐‑–_/.,]+")
_NOT_ALLOWED = re.compile(r"[^a-z0-9-]+")


def name_part(name: str) -> str:
    """One name as lower-case ASCII letters, digits and single hyphens."""
    hyphenated = _WORD_BREAKS.sub("-", name.strip())
    plain = _NOT_ALLOWED.sub("", anyascii(hyphenated).lower().replace(" ", "-"))
    return re.sub("-+", "-", plain).strip("-")


def shortened(part: str, length: int) -> str:
    """`part` in at most `length` characters, cut at a hyphen when there is one."""
    if len(part) <= length:
        return part
    cut = part[: length + 1].rpartition("-")[0] or part[:length]
    return cut.strip("-")


def local_part(given_name: str, name: str) -> str:
    """What stands before the @, before homonyms are told apart."""
    first_given_name = name_part(re.split(r"[\s,]+", given_name.strip())[0]) if given_name.strip() else ""
    family = name_part(name)
    if not first_given_name or not family:
        return shortened(first_given_name or family or NAMELESS, LONGEST)
    first_given_name = shortened(first_given_name, LONGEST // 2)
    return f"{first_given_name}.{shortened(family, LONGEST - len(first_given_name) - 1)}"


def candidates(given_name: str, name: str, domain: str) -> Iterator[str]:
    """The identifiers to try, in order: prenom.nom@…, then prenom.nom2@…, and so on."""
    base = local_part(given_name, name)
    yield f"{base}@{domain}"
    suffix = 2
    while True:
        yield f"{base}{suffix}@{domain}"
        suffix += 1


def is_numbered(login: str) -> bool:
    """Whether the identifier carries a number, because a homonym had it without."""
    return login.partition("@")[0][-1:].isdigit()


def as_typed(typed: str, domains: tuple[str, ...]) -> list[str]:
    """The identifiers somebody may mean who typed this, with or without the domain."""
    login = typed.strip().lower()
    return [login] if "@" in login else [f"{login}@{domain}" for domain in domains]
