"""Ask for a code to be sent to the personal address."""

from datetime import timedelta

from peristyle.enrolment.actions.send_email_code import send_email_code
from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile
from peristyle.enrolment.rules.confirmation_codes import COUNTED_DURING, wait_before_next
from peristyle.kernel import clock


class TooSoon(Exception):
    """A code was sent a moment ago, or several within the hour; `wait` says until when."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def request_email_code(file: EnrolmentFile) -> EmailConfirmation:
    """Have a fresh code sent; the one before no longer works. Raises TooSoon."""
    now = clock.now()
    EnrolmentFile.objects.select_for_update().get(pk=file.pk)
    former = EmailConfirmation.objects.filter(file=file)
    requested = former.filter(requested_at__gt=now - COUNTED_DURING).values_list("requested_at", flat=True)
    wait = wait_before_next(list(requested), now)
    if wait:
        raise TooSoon(wait)
    former.filter(superseded_at=None, used_at=None).update(superseded_at=now)
    confirmation = EmailConfirmation.objects.create(file=file, sent_to=file.personal_email, requested_at=now)
    send_email_code.enqueue(confirmation.pk)
    return confirmation
