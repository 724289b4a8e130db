"""Tasks that only tests run."""

from peristyle.kernel.tasks import task

#: What was delivered, in its order; emptied by the fixture of each test.
delivered: list[str] = []


class Stumbled(Exception):
    """The errand failed."""


@task(retries=2)
def deliver(parcel: str) -> None:
    """Succeed."""
    delivered.append(parcel)


@task(retries=2)
def stumble() -> None:
    """Fail, always."""
    raise Stumbled


@task(retries=2)
def stumble_until_two_are_delivered(parcel: str) -> None:
    """Fail the first time, then succeed."""
    delivered.append(parcel)
    if len(delivered) == 1:
        raise Stumbled


@task(retries=0)
def make_the_round() -> None:
    """Regular work."""
    delivered.append("round")
