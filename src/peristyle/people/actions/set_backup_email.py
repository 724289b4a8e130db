"""Take down a person's personal address."""

from datetime import datetime

from peristyle.people.actions.index_persons import index_persons
from peristyle.people.models import Person


def set_backup_email(person: Person, address: str, *, verified_at: datetime | None = None) -> None:
    """Write the personal address, verified or not yet."""
    person.backup_email = address
    person.backup_email_verified_at = verified_at
    person.save(update_fields=["backup_email", "backup_email_verified_at"])
    index_persons([person.pk])
