"""Say who teaches a group."""

from peristyle.audit.public import record
from peristyle.curriculum.models import GroupTeacher, TeachingGroup
from peristyle.kernel import clock
from peristyle.people.public import Person


def teach_group(group: TeachingGroup, teacher: Person, *, by: Person) -> GroupTeacher:
    """`teacher` teaches the group, and reads its list; twice is once."""
    taught, is_new = GroupTeacher.objects.get_or_create(group=group, person=teacher, defaults={"since": clock.now()})
    if is_new:
        record("curriculum.teach_group", actor=by, subject=teacher, group=group.pk)
    return taught


def stop_teaching(taught: GroupTeacher, *, by: Person) -> None:
    """They no longer teach it."""
    record("curriculum.stop_teaching", actor=by, subject=taught.person, group=taught.group_id)
    taught.delete()
