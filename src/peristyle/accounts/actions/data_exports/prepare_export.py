"""Prepare the file of « mes données »: a ZIP with a page to read and the same facts for machines."""

import json
from datetime import timedelta
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from peristyle.accounts import data_files
from peristyle.accounts.actions.alert import mailboxes_of
from peristyle.accounts.data_page import style, written_page
from peristyle.accounts.models import DataExport
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.personal_data import rooms_with_personal_data
from peristyle.kernel.tasks import task
from peristyle.people.public import write_to

KEPT_FOR = timedelta(days=7)


@task(retries=0)
def prepare_export(export_id: int) -> None:
    """Write the file room by room, so that its progress shows; done again from the start if its worker died.

    After a failure its holder asks again: the page says so.
    """
    asked = DataExport.objects.select_related("account__person").filter(pk=export_id, ready_at=None).first()
    if asked is None:
        return
    try:
        _write(asked)
    except Exception:
        DataExport.objects.filter(pk=asked.pk).update(failed_at=clock.now())
        data_files.remove(asked.file_name)
        raise
    with transaction.atomic():
        now = clock.now()
        DataExport.objects.filter(pk=asked.pk).update(ready_at=now, expires_at=now + KEPT_FOR)
        person = asked.account.person
        record("accounts.prepare_data_export", subject=person)
        write_to(person, "accounts/letters/data_ready", to=mailboxes_of(asked.account), days=KEPT_FOR.days)


def _write(asked: DataExport) -> None:
    person = asked.account.person
    known = []
    with data_files.written(asked.file_name) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for done, room in enumerate(rooms_with_personal_data(), start=1):
            facts = room.export(person.pk)
            known.append((room, facts))
            text = json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr(f"donnees/{room.room}.json", text)
            DataExport.objects.filter(pk=asked.pk).update(rooms_done=done)
        archive.writestr("index.html", written_page(person, known))
        archive.writestr("style.css", style())
