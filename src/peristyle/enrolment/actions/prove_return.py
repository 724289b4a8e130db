"""Prove by the mailed code that one is whom the student number tells."""

import re

from django.db.models import F
from django.utils.crypto import constant_time_compare

from peristyle.audit.public import record
from peristyle.enrolment.actions.confirm_email import CodeDead, CodeWrong
from peristyle.enrolment.models import ReturnCode
from peristyle.enrolment.rules.confirmation_codes import LIFE, MOST_TRIES
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person


def prove_return(token: str, typed: str) -> Person:
    """The person whose code it is, once. Raises CodeWrong, CodeDead: the same for a code that was never sent."""
    now = clock.now()
    live = ReturnCode.objects.filter(browser=digest(token), used_at=None, requested_at__gt=now - LIFE)
    # One statement takes the try, so that tries sent all at once are worth no more than the same in a row.
    if not live.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise CodeDead
    asked = live.select_related("person").get()
    right = constant_time_compare(digest(re.sub(r"\D", "", typed)), asked.code_digest)
    if not right or asked.person is None:
        if asked.tries >= MOST_TRIES:
            raise CodeDead
        raise CodeWrong(MOST_TRIES - asked.tries)
    if not live.update(used_at=now):
        raise CodeDead
    record("enrolment.prove_return", subject=asked.person)
    return asked.person
