"""Tell somebody that their identity is being tried."""

from datetime import timedelta

from django.db import transaction

from peristyle.audit.public import journal, record
from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import Person, write_to

WARNED_EVERY = timedelta(days=1)


@task(retries=5)
def warn_holder(person_id: int) -> None:
    """Write to the person (0: nobody) that proofs of their identity keep failing, once a day at most (attack A4)."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id).first()
        if person is None or not person.backup_email:
            return
        warned = journal(action="accounts.warn_holder", subject=f"people.person:{person.pk}")
        if warned.filter(at__gt=clock.now() - WARNED_EVERY).exists():
            return
        record("accounts.warn_holder", subject=person)
        write_to(person, "accounts/letters/identity_tries")
