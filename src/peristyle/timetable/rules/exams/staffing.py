"""How many people watch over a room."""


def invigilators_wanted(sitters: int, *, per_invigilator: int, least: int) -> int:
    """One for each so many students begun, never fewer than the least; nobody for an empty room."""
    return max(least, -(-sitters // per_invigilator)) if sitters else 0
