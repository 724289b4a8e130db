"""What `peristyle run` tells on the terminal once the house is open, in plain words."""

from collections.abc import Iterator
from pathlib import Path

from peristyle.demo.public import PASSWORD, characters_present, newcomers_waiting


def announcement(url: str, log: Path) -> str:
    """The address, the people to sign in as, the newcomers to enrol as, where their mails are."""
    return "\n".join(["", *_lines(url.rstrip("/"), log), ""])


def _lines(url: str, log: Path) -> Iterator[str]:
    yield f"Péristyle is open: {url}/"
    characters = characters_present()
    if characters:
        yield ""
        yield f"Sign in as one of these people; the password is {PASSWORD} for all:"
        yield from (f"  {_role(character.role):<18} {login}" for character, login in characters)
        yield f"Whoever has power over others is asked for a code besides: it is shown at {url}/demonstration/."
    newcomers = newcomers_waiting()
    if newcomers:
        yield ""
        yield f"Or live the whole way, from enrolment to the first sign-in, at {url}/inscription/"
        yield f"  {'application':<12} {'born':<11} {'personal mail':<32} what is particular"
        yield from (
            f"  {each.application_number:<12} {each.identity.birth_date:%d/%m/%Y}  {each.email:<32} {each.told}"
            for each in newcomers
        )
    yield ""
    yield f"Their mails can be read at {url}/demonstration/, where the clock can also be moved."
    yield f"What the house says of itself is written in {log}. Ctrl-C stops it."


def _role(role: str) -> str:
    return role.replace("_", " ").replace("it staff", "IT staff")
