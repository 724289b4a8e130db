"""Look every night for records that may be of one person."""

from collections.abc import Iterator

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.models import Person, PossibleDuplicate
from peristyle.people.rules.names import letters
from peristyle.people.rules.resemblance import Likeness, resembling


@task(retries=0)
def find_duplicates() -> None:
    """Write down each pair that resembles, once; a pair that IT has looked at is not shown again."""
    found_at = clock.now()
    PossibleDuplicate.objects.bulk_create(
        (
            PossibleDuplicate(first_id=first, second_id=second, reason=reason, found_at=found_at)
            for first, second, reason in resembling(_likenesses())
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def _likenesses() -> Iterator[Likeness]:
    records = Person.objects.filter(merged_into=None, erased_at=None)
    columns = ("pk", "birth_date", "birth_name", "usual_name", "given_name", "backup_email")
    for person_id, born, birth_name, usual_name, given_name, mail in records.values_list(*columns).iterator():
        yield Likeness(
            person_id=person_id,
            birth_date=born,
            family_names=frozenset(filter(None, map(letters, (birth_name, usual_name)))),
            given_name=letters(given_name),
            mail=mail.lower(),
        )
