"""Take down a person's mobile number."""

from datetime import datetime

from peristyle.people.models import Person


def set_phone(person: Person, number: str, *, verified_at: datetime | None = None) -> None:
    """Write the number (+33612345678, or nothing), verified or not."""
    person.phone = number
    person.phone_verified_at = verified_at
    person.save(update_fields=["phone", "phone_verified_at"])
