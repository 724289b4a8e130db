"""Open the file of an admission for the person it belongs to, who has proved who they are."""

from django.utils.translation import get_language

from peristyle.audit.public import record
from peristyle.enrolment.models import Admission, EnrolmentFile
from peristyle.kernel import clock


def open_own_file(admission: Admission) -> EnrolmentFile:
    """The file, opened now or found as it was left."""
    file, created = EnrolmentFile.objects.get_or_create(
        admission=admission, defaults={"started_at": clock.now(), "language": (get_language() or "fr")[:2]}
    )
    record("enrolment.open_file" if created else "enrolment.come_back_to_file", subject=file)
    return file
