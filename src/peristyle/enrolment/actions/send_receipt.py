"""Send the receipt letter, and the SCOL'PASS with it."""

from peristyle.accounts.public import account_of_person
from peristyle.documents.public import file_now
from peristyle.enrolment.actions.papers.issue_paper import issue_scolpass
from peristyle.enrolment.queries import balance_of, receipts, schedule_of
from peristyle.kernel import institution, mail
from peristyle.kernel.tasks import task


@task(retries=8)
def send_receipt(receipt_id: int) -> None:
    """Mail what was paid, for what, and when the activation mail will come; of what was cancelled since, nothing."""
    receipt = receipts().get(pk=receipt_id)
    enrolment = receipt.invoice.file.enrolment
    person = enrolment.person
    if enrolment.cancelled_at or not person.backup_email:
        return
    account = account_of_person(person.pk)
    rules = institution.current().accounts
    scolpass = issue_scolpass(person, enrolment.academic_year_id, language=person.language)
    mail.send(
        "enrolment/letters/receipt",
        person.backup_email,
        person.language,
        person_id=person.pk,
        given_name=person.shown_given_name,
        student_number=person.student_number,
        receipt=receipt,
        enrolment=enrolment,
        books=balance_of(receipt.invoice),
        schedule=schedule_of(receipt.invoice),
        awaits_activation=account is not None and not hasattr(account, "activation"),
        activatable_at=enrolment.validated_at + rules.activation_delay,
        link_hours=rules.activation_link_hours,
        attachments=[mail.Attachment(f"{scolpass.number}.pdf", file_now(scolpass), "application/pdf")],
    )
