"""What officers may do with the offer, each within their composante, and teachers with their groups."""

from dataclasses import dataclass

MANAGE_OFFER = "curriculum.manage_offer"
VALIDATE_CHOICES = "curriculum.validate_choices"
MANAGE_GROUPS = "curriculum.manage_groups"
READ_OWN_GROUPS = "curriculum.read_own_groups"


@dataclass(frozen=True)
class Within:
    """A thing of a composante; None: of the whole institution, for who may act everywhere."""

    scope: str | None
