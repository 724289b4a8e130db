"""Write a letter to a person."""

from collections.abc import Iterable
from typing import Any

from peristyle.kernel import mail
from peristyle.people.models import Person


def write_to(person: Person, letter: str, *, to: Iterable[str] | None = None, **facts: Any) -> None:
    """Post a letter that holds no secret, in the person's language: to their personal address, or to each of `to`.

    An address that is not known receives nothing.
    """
    for address in filter(None, [person.backup_email] if to is None else to):
        mail.post(letter, address, person.language, person_id=person.pk, given_name=person.shown_given_name, **facts)
