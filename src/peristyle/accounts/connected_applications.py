"""What reads the account besides its holder: rooms that let applications in say which ones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from peristyle.accounts.models import Account
from peristyle.kernel.services import Text


@dataclass(frozen=True)
class ConnectedApplication:
    """An application that the holder let in: what it reads, since when, and where to turn it out (by POST)."""

    name: Text
    reads: list[Text]
    since: datetime
    last_used_at: datetime | None
    revoke_url: str


Provider = Callable[[Account], Iterable[ConnectedApplication]]
_providers: list[Provider] = []


def register_connected_applications(provider: Provider) -> None:
    """Ask `provider(account)` for its applications; one query at most."""
    if provider not in _providers:
        _providers.append(provider)


def connected_applications(account: Account) -> list[ConnectedApplication]:
    """The applications that may read this account, in the order in which rooms were wired."""
    return [application for provider in _providers for application in provider(account)]
