"""A second agent confirms: the recovery takes effect at once."""

from peristyle.accounts.actions.recovery.ask_recovery import refuse_own_address
from peristyle.accounts.actions.recovery.carry_out import carry_out
from peristyle.accounts.models import AssistedRecovery
from peristyle.people.public import Person


class SameAgent(Exception):
    """Whoever asked does not confirm."""


def confirm_recovery(recovery: AssistedRecovery, *, by: Person) -> None:
    """Carry the recovery out on the word of a second agent. Raises SameAgent, AgentsOwnAddress, NotWaiting."""
    if by.pk == recovery.asked_by_id:
        raise SameAgent
    refuse_own_address(by, recovery.new_address)
    carry_out(recovery, by=by)
