"""`peristyle worker`."""

from argparse import Namespace

from peristyle.kernel import worker


def work(_: Namespace) -> int:
    """The command: do background work until SIGINT or SIGTERM; others may work beside it."""
    worker.run()
    return 0
