"""Erase who somebody was: the record stays, and names nobody."""

from datetime import date

from django.db.models import Q

from peristyle.kernel import clock
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.models import Affiliation, Merge, Person, PossibleDuplicate, RoleAssignment, SearchWord

#: What a record is worth once it names nobody.
NOBODY = {
    "birth_name": "",
    "given_name": "",
    "other_given_names": "",
    "usual_name": "",
    "usual_given_name": "",
    "civility": "",
    "birth_place": "",
    "birth_country": "",
    "national_id": None,
    "student_number": None,
    "staff_number": None,
    "guest_number": None,
}


def erase_person(person_id: int) -> None:
    """Forget names, numbers, ties and roles; of the birth date the year is left, for those who count.

    The records this one absorbed were the same person: they are erased too, and no merge is undone any more.
    """
    persons = Person.objects.filter(Q(pk=person_id) | Q(merged_into=person_id), erased_at=None)
    ids = list(persons.values_list("pk", flat=True))
    forget_contact(*ids)
    for model in (Affiliation, RoleAssignment, SearchWord):
        model.objects.filter(person__in=ids).delete()
    PossibleDuplicate.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    merges = Merge.objects.filter(Q(kept__in=ids) | Q(absorbed__in=ids))
    merges.update(moved_rows=[], moved_facts={})
    merges.filter(final_at=None).update(final_at=clock.now())
    for person in persons:
        born_in = date(person.birth_date.year, 1, 1)
        Person.objects.filter(pk=person.pk).update(**NOBODY, birth_date=born_in, erased_at=clock.now())


def forget_contact(*person_ids: int) -> None:
    """Forget how to reach persons who have left, whatever else is kept of them."""
    Person.objects.filter(pk__in=person_ids).update(
        backup_email="", backup_email_verified_at=None, phone="", phone_verified_at=None
    )
    index_persons(person_ids)
