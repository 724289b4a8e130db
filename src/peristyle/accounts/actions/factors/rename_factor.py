"""Give a factor another name."""

from peristyle.accounts.models import AuthenticatorApp, Passkey
from peristyle.audit.public import record


def rename_factor(factor: Passkey | AuthenticatorApp, name: str) -> None:
    """Call it `name` from now on."""
    person = factor.account.person
    record("accounts.rename_factor", actor=person, subject=person, factor=factor.kind)
    factor.name = name
    factor.save(update_fields=["name"])
