"""Where a building is on a map."""

from urllib.parse import quote


def map_link(pattern: str, place: str) -> str:
    """The address of a map of this place; none without a pattern."""
    return pattern.replace("{place}", quote(place, safe="")) if place else ""
