"""Tell students what officers decided about their documents: one letter for all of a file."""

from django.db import transaction

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.models import Checking, Enrolment, SupportingDocument
from peristyle.enrolment.queries import document_title, reason_sentence
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import write_to


@task(retries=5)
def tell_decisions(file_id: int) -> None:
    """Write to the student what was decided in their file and not told yet."""
    with transaction.atomic():
        untold = SupportingDocument.objects.select_for_update().filter(
            file=file_id, decided_at__isnull=False, told_at=None
        )
        decided = list(untold.order_by("decided_at", "id"))
        enrolment = Enrolment.objects.select_related("person").filter(file=file_id).first()
        if not decided or enrolment is None:
            return
        person = enrolment.person
        SupportingDocument.objects.filter(pk__in=[document.pk for document in decided]).update(told_at=clock.now())
        account = account_of_person(person.pk)
        write_to(
            person,
            "enrolment/letters/documents_decided",
            accepted=[
                document_title(document.kind, person.language)
                for document in decided
                if document.state != DocumentState.REFUSED
            ],
            refused=[
                {
                    "title": document_title(document.kind, person.language),
                    "reason": reason_sentence(document.reason, person.language),
                    "said": document.said,
                }
                for document in decided
                if document.state == DocumentState.REFUSED
            ],
            enrolment_id=enrolment.pk,
            has_account=account is not None and hasattr(account, "activation"),
        )


@task(retries=0)
def tell_forgotten_decisions() -> None:
    """Tell what was decided by officers who did not leave the file themselves: a closed browser, a late evening."""
    held = Checking.objects.filter(until__gt=clock.now())
    untold = SupportingDocument.objects.filter(decided_at__isnull=False, told_at=None)
    for file_id in (
        untold.exclude(file__in=held.values("file")).order_by("file").values_list("file", flat=True).distinct()
    ):
        tell_decisions.enqueue(file_id)
