"""Ask for an export of enrolments."""

from peristyle.audit.public import record
from peristyle.curriculum.public import AcademicYear, Step
from peristyle.enrolment.actions.exports.make_export import make_export
from peristyle.enrolment.models import EnrolmentExport
from peristyle.enrolment.rules.export_layouts import ExportFormat, ExportLayout, ExportState
from peristyle.kernel import clock
from peristyle.people.public import Person


def request_export(
    year: AcademicYear, step: Step | None, state: ExportState, layout: ExportLayout, kind: ExportFormat, *, by: Person
) -> EnrolmentExport:
    """Take down what is wanted, and have it made in the background."""
    export = EnrolmentExport.objects.create(
        requested_by=by,
        academic_year=year,
        step=step,
        state=state,
        layout=layout,
        format=kind,
        requested_at=clock.now(),
    )
    record(
        "enrolment.request_export",
        actor=by,
        subject=export,
        year=year.number,
        step=step.code if step else "",
        state=state.value,
        layout=layout.value,
    )
    make_export.enqueue(export.pk)
    return export
