"""Keep the words by which persons are found."""

from collections.abc import Collection
from itertools import groupby

from django.db import transaction

from peristyle.kernel.tasks import task
from peristyle.people.models import Person, SearchWord
from peristyle.people.search_sources import words_of_persons

CHUNK = 1000


def index_persons(person_ids: Collection[int]) -> None:
    """Write the words of these persons, in the transaction that changed them; only what differs is written."""
    wanted = words_of_persons(person_ids)
    rows = SearchWord.objects.filter(person_id__in=person_ids).values_list("person_id", "word")
    present = set(rows)
    for person_id, gone in groupby(sorted(present - wanted), key=lambda pair: pair[0]):
        SearchWord.objects.filter(person_id=person_id, word__in=[word for _, word in gone]).delete()
    SearchWord.objects.bulk_create(
        (SearchWord(person_id=person_id, word=word) for person_id, word in sorted(wanted - present)),
        batch_size=CHUNK,
        # Two transactions may learn the same of one person at once.
        ignore_conflicts=True,
    )


@task(retries=0)
def index_everybody() -> None:
    """Look at everybody again, a thousand at a time: whatever an action forgot is found from the next morning on."""
    last = 0
    while ids := list(Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            index_persons(ids)
        last = ids[-1]
