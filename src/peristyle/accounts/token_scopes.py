"""What personal tokens may open: each room registers its scopes."""

from dataclasses import dataclass

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class TokenScope:
    """Something that a program may read with a token."""

    code: str
    title: Text
    description: Text


_scopes: dict[str, TokenScope] = {}


def register_token_scope(code: str, title: Text, description: Text) -> None:
    """Let people give programs the scope `code`."""
    _scopes[code] = TokenScope(code, title, description)


def token_scopes() -> list[TokenScope]:
    """All scopes, by code."""
    return [_scopes[code] for code in sorted(_scopes)]


def titles_of(codes: list[str]) -> list[Text]:
    """The titles of these scopes; one whose room is gone keeps its code."""
    return [_scopes[code].title if code in _scopes else code for code in codes]
