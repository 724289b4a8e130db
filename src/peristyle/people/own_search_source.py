"""The words of a person's names, numbers and personal address."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from peristyle.people.models import Person
from peristyle.people.rules.search_words import words_of_identifier, words_of_name

NAMES = ("birth_name", "usual_name", "given_name", "usual_given_name")
IDENTIFIERS = ("student_number", "staff_number", "guest_number", "backup_email")


def own_words(person_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """What the room of persons itself knows: one query. Whoever absorbed another record is found by its words too."""
    records = Person.objects.filter(Q(pk__in=person_ids, merged_into=None) | Q(merged_into__in=person_ids))
    known = records.filter(erased_at=None).values_list("pk", "merged_into_id", *NAMES, *IDENTIFIERS)
    for person_id, merged_into, *texts in known:
        names, identifiers = texts[: len(NAMES)], texts[len(NAMES) :]
        for word in set().union(*map(words_of_name, names), *map(words_of_identifier, filter(None, identifiers))):
            yield merged_into or person_id, word
