"""Bring the composantes of institution.toml into the database."""

from peristyle.kernel import institution
from peristyle.people.models import Component


def sync_components() -> int:
    """Create or update each composante of the file; one that left the file stays, for its history. Returns how many."""
    entries = institution.current().components
    for entry in entries:
        Component.objects.update_or_create(
            code=entry.code,
            defaults={
                "name": entry.name,
                "short_name": entry.short_name,
                "registrar_mail": entry.registrar_mail,
                "registrar_phone": entry.registrar_phone,
            },
        )
    return len(entries)
