"""Erase an account: what opens the house, what its holder chose, where they signed in from."""

from peristyle.accounts import data_files
from peristyle.accounts.actions.closing.seal_logins import seal_logins
from peristyle.accounts.models import Account, DataExport
from peristyle.audit.public import forget_subjects
from peristyle.people.public import Person


def erase_account(person_id: int) -> None:
    """Remove the person's account with all that hangs on it; their identifier is kept sealed, and given to nobody."""
    for export in DataExport.objects.filter(account__person=person_id):
        data_files.remove(export.file_name)
    accounts = Account.objects.filter(person=person_id)
    forget_subjects([f"accounts.account:{account}" for account in accounts.values_list("pk", flat=True)])
    accounts.delete()
    seal_logins(Person.objects.get(pk=person_id))
