"""Make the file of an export."""

from django.db import transaction
from django.db.models import F

from peristyle.audit.public import record
from peristyle.enrolment.actions.exports.columns import COLUMNS
from peristyle.enrolment.adapters import export_files
from peristyle.enrolment.models import EnrolmentExport
from peristyle.enrolment.queries import payment_states_of
from peristyle.enrolment.queries.exports import exported_ids, exported_rows
from peristyle.enrolment.rules.export_layouts import ExportFormat, ExportLayout
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=3)
def make_export(export_id: int) -> None:
    """Write the rows down, telling how many are done; after a failure the file is begun anew."""
    export = EnrolmentExport.objects.select_related("requested_by").filter(pk=export_id, finished_at=None).first()
    if export is None:
        return
    own = EnrolmentExport.objects.filter(pk=export_id, finished_at=None)
    ids = exported_ids(export)
    own.update(rows_total=len(ids), rows_done=0)
    columns, kind = COLUMNS[ExportLayout(export.layout)], ExportFormat(export.format)
    name = export_files.new_name(kind)
    titles, codes = [column.title for column in columns], [column.is_code for column in columns]
    with export_files.writing(name, kind, titles, codes) as write_row:
        for enrolments in exported_rows(ids):
            payments = payment_states_of(enrolment.file for enrolment in enrolments)
            for enrolment in enrolments:
                write_row([column.cell(enrolment, payments[enrolment.file_id]) for column in columns])
            own.update(rows_done=F("rows_done") + len(enrolments))
    with transaction.atomic():
        if own.update(finished_at=clock.now(), file_name=name):
            record("enrolment.finish_export", actor=export.requested_by, subject=export, lines=len(ids))
