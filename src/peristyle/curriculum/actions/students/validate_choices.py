"""Validate what students have chosen."""

from django.db.models import QuerySet

from peristyle.audit.public import record
from peristyle.curriculum.models import UnitEnrolment
from peristyle.kernel import clock
from peristyle.people.public import Person


def validate_choices(waiting: QuerySet[UnitEnrolment], *, by: Person) -> int:
    """Say yes to each of these that waits still; how many."""
    rows = waiting.filter(validated_at=None, refused_at=None)
    ids = list(rows.values_list("pk", flat=True))
    still = UnitEnrolment.objects.filter(pk__in=ids, validated_at=None, refused_at=None)
    count = still.update(validated_at=clock.now(), validated_by=by)
    if count:
        record("curriculum.validate_choices", actor=by, count=count, choices=ids[:500])
    return count
