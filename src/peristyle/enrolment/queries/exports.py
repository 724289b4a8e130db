"""Reading what is exported, and the exports asked for."""

from collections.abc import Iterator

from django.db.models import QuerySet

from peristyle.enrolment.models import Enrolment, EnrolmentExport
from peristyle.enrolment.queries.students import steps_within
from peristyle.enrolment.rules.capabilities import EXPORT_ENROLMENTS
from peristyle.enrolment.rules.export_layouts import ExportState
from peristyle.people.public import Person

CHUNK = 500


def exports_of(officer: Person) -> QuerySet[EnrolmentExport]:
    """The exports an officer asked for: nobody else's."""
    return EnrolmentExport.objects.filter(requested_by=officer).select_related("academic_year", "step")


def exported_ids(export: EnrolmentExport) -> list[int]:
    """The enrolments of an export, within the composantes of whoever asked, in the order of its rows."""
    enrolments = Enrolment.objects.filter(
        academic_year=export.academic_year_id, step__in=steps_within(export.requested_by, EXPORT_ENROLMENTS)
    )
    if export.step_id:
        enrolments = enrolments.filter(step=export.step_id)
    if export.state != ExportState.ALL:
        enrolments = enrolments.filter(cancelled_at__isnull=export.state == ExportState.STANDING)
    ordered = enrolments.order_by("step__code", "step__version", "person__birth_name", "person__given_name", "pk")
    return list(ordered.values_list("pk", flat=True))


def exported_rows(ids: list[int]) -> Iterator[list[Enrolment]]:
    """These enrolments with all that a row tells, some hundreds at a time."""
    enrolments = Enrolment.objects.select_related("person__account", "step__degree", "file__admission")
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        read = enrolments.in_bulk(chunk)
        yield [read[pk] for pk in chunk if pk in read]
