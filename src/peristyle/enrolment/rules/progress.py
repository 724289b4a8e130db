"""The steps of an enrolment file, in their order; nobody skips one, everybody may go back until the payment."""

from collections.abc import Collection
from enum import StrEnum


class FileStep(StrEnum):
    """A step of the file; the receipt is its end."""

    IDENTIFIERS = "identifiers"
    CONTACT = "contact"
    EMAIL = "email"
    STEP = "step"
    SITUATION = "situation"
    FEES = "fees"
    RECEIPT = "receipt"


ORDER = tuple(FileStep)


def present_step(done: Collection[FileStep]) -> FileStep:
    """The first step not done yet; the receipt once the fees are paid, whatever else is missing."""
    if FileStep.FEES in done:
        return FileStep.RECEIPT
    return next(step for step in ORDER if step not in done)


def may_open(step: FileStep, done: Collection[FileStep]) -> bool:
    """Whether `step` may be opened: those done and the present one; after the payment, the receipt only."""
    present = present_step(done)
    if present == FileStep.RECEIPT:
        return step == FileStep.RECEIPT
    return ORDER.index(step) <= ORDER.index(present)
