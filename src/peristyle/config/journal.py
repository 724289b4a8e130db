"""`peristyle journal verify`."""

from argparse import Namespace

from peristyle.audit.actions.verify import verify


def journal(_: Namespace) -> int:
    """The command: recompute the chain of seals; exit status 1 if entries are no longer what was sealed."""
    found = verify()
    if found.broken:
        print(f"Tampered with: entries {', '.join(found.broken)} no longer match their seals.")  # noqa: T201 — a terminal reads this
        return 1
    print(f"The chain holds: {found.seals} seals, every entry as it was sealed.")  # noqa: T201
    return 0
