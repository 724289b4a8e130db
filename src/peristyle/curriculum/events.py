"""Facts announced by the curriculum."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MembershipChanged:
    """The units or the groups of these persons are no longer what they were in that year."""

    person_ids: tuple[int, ...]
    academic_year: int
