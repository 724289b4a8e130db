"""Send the code that confirms a personal address."""

from django.db import transaction

from peristyle.enrolment.models import EmailConfirmation
from peristyle.enrolment.rules.confirmation_codes import LIFE
from peristyle.kernel import clock, mail
from peristyle.kernel.tasks import task
from peristyle.kernel.tokens import digest, new_code


@task(retries=4)
def send_email_code(confirmation_id: int) -> None:
    """Draw the code, keep its digest, mail it; nothing is kept if the mail server refuses, and the task tries again."""
    with transaction.atomic():
        confirmations = EmailConfirmation.objects.select_for_update(of=("self",)).select_related("file__admission")
        confirmation = confirmations.get(pk=confirmation_id)
        if confirmation.sent_at or confirmation.superseded_at:
            return
        code = new_code()
        confirmation.code_digest = digest(code)
        confirmation.sent_at = clock.now()
        confirmation.expires_at = confirmation.sent_at + LIFE
        confirmation.save(update_fields=["code_digest", "sent_at", "expires_at"])
        mail.send(
            "enrolment/letters/email_code",
            confirmation.sent_to,
            confirmation.file.language,
            given_name=confirmation.file.admission.given_name,
            code=f"{code[:4]} {code[4:]}",
            expires_at=confirmation.expires_at,
        )
