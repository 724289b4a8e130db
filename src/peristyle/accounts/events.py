"""Facts that the computing account announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AccountActivated:
    """A person validated their account."""

    account_id: int
