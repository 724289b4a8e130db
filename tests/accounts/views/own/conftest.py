"""Whoever looks after their own account."""

import pytest

from peristyle.accounts.models import Account
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient


@pytest.fixture
def lea() -> Account:
    """A student whose account is active."""
    return account_in(State.ACTIVE)


@pytest.fixture
def browser(lea: Account) -> PageClient:
    """Where Léa has just signed in."""
    return signed_in(lea.person)
