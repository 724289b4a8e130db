"""The sections of « Compte informatique »: accounts has its own, rooms above add theirs, no central list is edited."""

from collections.abc import Callable
from dataclasses import dataclass

from peristyle.accounts.models import Account
from peristyle.kernel.services import Text


@dataclass(frozen=True)
class AccountSection:
    """A page under /compte/, with the line that says how things stand on the overview."""

    code: str
    title: Text
    description: Text
    icon: str
    order: int
    url_name: str
    summary: Callable[[Account], Text] = lambda _account: ""


_sections: dict[str, AccountSection] = {}


def register_account_section(section: AccountSection) -> None:
    """Show `section` in /compte/."""
    _sections[section.code] = section


def account_sections() -> list[AccountSection]:
    """All sections in their order."""
    return sorted(_sections.values(), key=lambda section: section.order)
