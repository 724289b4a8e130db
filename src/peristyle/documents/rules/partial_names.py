"""How a holder is named to whoever verifies: enough to compare with the paper in hand, too little to learn a name."""

SHORTEST_TWO_ENDED = 4


def partial_name(given_name: str, name: str) -> str:
    """« L. M…N » for Léa Martin; a name of fewer than four letters shows its first only."""
    end = name[-1] if len(name) >= SHORTEST_TWO_ENDED else ""
    return f"{given_name[:1]}. {name[:1]}…{end}".upper()
