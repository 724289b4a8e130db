"""Ask for all that the house knows of oneself."""

from peristyle.accounts import data_files
from peristyle.accounts.actions.data_exports.prepare_export import prepare_export
from peristyle.accounts.models import Account, DataExport
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.personal_data import rooms_with_personal_data


def ask_export(account: Account) -> DataExport:
    """Have a fresh file prepared; the one being prepared, if there is one, is it."""
    Account.objects.select_for_update().get(pk=account.pk)
    present = DataExport.objects.filter(account=account, ready_at=None, failed_at=None).first()
    if present:
        return present
    asked = DataExport.objects.create(
        account=account,
        asked_at=clock.now(),
        rooms_total=len(rooms_with_personal_data()),
        file_name=data_files.new_name(),
    )
    record("accounts.ask_data_export", actor=account.person, subject=account.person)
    prepare_export.enqueue(asked.pk)
    return asked
