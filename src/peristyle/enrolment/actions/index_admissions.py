"""Keep the words by which admitted people are found who have no student number yet."""

from collections.abc import Collection, Iterator

from django.db import transaction

from peristyle.enrolment.models import Admission, AdmissionWord
from peristyle.kernel.tasks import task
from peristyle.people.public import words_of_identifier, words_of_name

CHUNK = 1000
NAMES = ("birth_name", "usual_name", "given_name")


def index_admissions(admission_ids: Collection[int]) -> None:
    """Write the words of these admissions; only what differs is written."""
    wanted = set(_words(admission_ids))
    rows = AdmissionWord.objects.filter(admission_id__in=admission_ids)
    present = {(admission_id, word): pk for pk, admission_id, word in rows.values_list("pk", "admission_id", "word")}
    AdmissionWord.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    AdmissionWord.objects.bulk_create(
        (AdmissionWord(admission_id=admission_id, word=word) for admission_id, word in sorted(wanted - present.keys())),
        batch_size=CHUNK,
        ignore_conflicts=True,
    )


@task(retries=0)
def index_all_admissions() -> None:
    """Look at those who have not enrolled, a thousand at a time; the words of whoever has since are forgotten."""
    AdmissionWord.objects.filter(admission__file__enrolment__isnull=False).delete()
    last = 0
    waiting = Admission.objects.filter(file__enrolment=None).order_by("pk").values_list("pk", flat=True)
    while ids := list(waiting.filter(pk__gt=last)[:CHUNK]):
        with transaction.atomic():
            index_admissions(ids)
        last = ids[-1]


def _words(admission_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    admissions = Admission.objects.filter(pk__in=admission_ids)
    for admission_id, email, *names in admissions.values_list("pk", "email", *NAMES):
        for word in set().union(*map(words_of_name, names), words_of_identifier(email)):
            yield admission_id, word
