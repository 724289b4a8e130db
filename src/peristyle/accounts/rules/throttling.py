"""How long somebody must wait after failures: a delay, never a lock (ASVS 6.3; attack L11).

Failures are counted three ways, and each count slows only whom it concerns:
- for an account *as typed from one address*: five tries at once, then the wait doubles up to fifteen minutes, so a
  stranger elsewhere never slows the owner down;
- for an address within an hour, whatever the account: generous and with a short wait, since a whole campus may share
  one;
- for an account from everywhere: when it is under attack, each new address has one try at once instead of five.
A browser that has signed in to the account before is counted apart from all of these.
"""

from datetime import timedelta

FREE_TRIES = 5
FREE_TRIES_UNDER_ATTACK = 1
UNDER_ATTACK_FROM = 50
FREE_TRIES_PER_ADDRESS = 300
HAMMERED_FROM = 100
HAMMERED_FROM_ONE_NETWORK = 10
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def free_tries(account_failures: int) -> int:
    """How many tries at an account an address has at once, given its failures from everywhere."""
    return FREE_TRIES_UNDER_ATTACK if account_failures >= UNDER_ATTACK_FROM else FREE_TRIES


def wait_after(failures: int, free: int) -> timedelta:
    """The wait after the last of `failures` at an account: none for the free ones, then doubling up to 15 minutes."""
    if failures < free:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(failures - free, 10)), LONGEST_WAIT)


def wait_at_address(failures: int) -> timedelta:
    """The wait of everybody at an address after the last of its `failures` in this hour."""
    return FIRST_WAIT if failures >= FREE_TRIES_PER_ADDRESS else timedelta(0)


def is_hammered(failures: int, failures_of_network: int) -> bool:
    """Whether a page is being tried out, given its failures in this hour from everywhere and from one network."""
    return failures >= HAMMERED_FROM or failures_of_network >= HAMMERED_FROM_ONE_NETWORK
