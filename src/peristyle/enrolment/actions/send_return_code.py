"""Send the code by which somebody known comes back."""

from django.db import transaction

from peristyle.enrolment.models import ReturnCode
from peristyle.enrolment.rules.confirmation_codes import COUNTED_DURING, LIFE, wait_before_next
from peristyle.kernel import clock, mail
from peristyle.kernel.tasks import task
from peristyle.kernel.tokens import digest, new_code


@task(retries=4)
def send_return_code(code_id: int) -> None:
    """Draw the code and mail it to the address the university knows; nothing leaves when nobody is meant.

    Whoever is asked for too often receives no more: five an hour, one a minute.
    """
    with transaction.atomic():
        codes = ReturnCode.objects.select_for_update(of=("self",)).select_related("person")
        asked = codes.get(pk=code_id)
        person = asked.person
        if asked.sent_at or person is None or person.erased_at or not person.backup_email:
            return
        now = clock.now()
        sent = ReturnCode.objects.filter(person=person, sent_at__gt=now - COUNTED_DURING)
        if wait_before_next(list(sent.values_list("requested_at", flat=True)), now):
            return
        code = new_code()
        asked.code_digest = digest(code)
        asked.sent_at = now
        asked.save(update_fields=["code_digest", "sent_at"])
        mail.send(
            "enrolment/letters/return_code",
            person.backup_email,
            person.language,
            person_id=person.pk,
            given_name=person.shown_given_name,
            code=f"{code[:4]} {code[4:]}",
            expires_at=asked.requested_at + LIFE,
        )
