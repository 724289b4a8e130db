"""Give a student their card number."""

import secrets

from peristyle.enrolment.models import StudentCard
from peristyle.enrolment.queries import papers_file
from peristyle.enrolment.rules.escn import card_number
from peristyle.kernel import clock
from peristyle.people.public import Person

#: A clock sequence has fourteen bits (RFC 4122 §4.1.5).
_SEQUENCES = 1 << 14


class NoCards(Exception):
    """Nobody has a European Student Card here: papers.toml says nothing of them."""


def make_card(person: Person) -> StudentCard:
    """The card of a student, the same for good once it was made. Raises NoCards."""
    numbers = papers_file().card
    if numbers is None:
        raise NoCards
    now = clock.now()
    number = card_number(now, secrets.randbelow(_SEQUENCES), server_prefix=numbers.server_prefix, pic=numbers.pic)
    return StudentCard.objects.get_or_create(person=person, defaults={"number": number, "made_at": now})[0]
