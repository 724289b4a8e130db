"""Confirm the personal address by the code sent to it."""

import re

from django.db.models import F
from django.utils.crypto import constant_time_compare

from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile
from peristyle.enrolment.rules.confirmation_codes import MOST_TRIES
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest


class CodeWrong(Exception):
    """Not the code that was sent; `tries_left` more are allowed."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left


class CodeDead(Exception):
    """No code works any more: too old, or tried too often. Another one is to be asked for."""


def confirm_email(file: EnrolmentFile, typed: str) -> None:
    """Confirm the address if the code is right. Raises CodeWrong, CodeDead."""
    now = clock.now()
    live = EmailConfirmation.objects.select_for_update().filter(file=file, superseded_at=None, used_at=None).first()
    if live is None or live.expires_at is None or live.expires_at <= now or live.tries >= MOST_TRIES:
        raise CodeDead
    if not constant_time_compare(digest(re.sub(r"\D", "", typed)), live.code_digest):
        EmailConfirmation.objects.filter(pk=live.pk).update(tries=F("tries") + 1)
        if live.tries + 1 >= MOST_TRIES:
            raise CodeDead
        raise CodeWrong(MOST_TRIES - live.tries - 1)
    live.used_at = now
    live.save(update_fields=["used_at"])
    file.personal_email = live.sent_to
    file.personal_email_confirmed_at = now
    file.save(update_fields=["personal_email", "personal_email_confirmed_at"])
