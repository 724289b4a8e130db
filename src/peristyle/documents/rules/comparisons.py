"""What a file somebody was given is, beside the one that was issued."""

from enum import StrEnum


class Comparison(StrEnum):
    """Only `SAME` is genuine: the hash decides, the seal says what became of the others."""

    SAME = "same"
    ALTERED = "altered"
    ANOTHER = "another"
    UNSEALED = "unsealed"


class SealState(StrEnum):
    """What can be told of the institution's seal on a file."""

    INTACT = "intact"
    BROKEN = "broken"
    ABSENT = "absent"


def comparison(seal: SealState, *, same_hash: bool) -> Comparison:
    """Another genuine file, one that was touched since it was sealed, or one that was never ours."""
    if same_hash and seal == SealState.INTACT:
        return Comparison.SAME
    return {
        SealState.INTACT: Comparison.ANOTHER,
        SealState.BROKEN: Comparison.ALTERED,
        SealState.ABSENT: Comparison.UNSEALED,
    }[seal]
