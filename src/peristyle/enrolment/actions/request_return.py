"""Ask to come back as somebody the university knows: a code goes to the personal address, if there is one."""

from datetime import date

from peristyle.accounts.public import check_wait, count_failure
from peristyle.audit.public import record
from peristyle.enrolment.actions.send_return_code import send_return_code
from peristyle.enrolment.models import ReturnCode
from peristyle.kernel import clock
from peristyle.kernel.encryption import fingerprint
from peristyle.kernel.tokens import digest, new_token
from peristyle.people.public import find_by_number

KIND = "return to enrolment"


def request_return(student_number: str, birth_date: date) -> str:
    """What the browser keeps until the code is typed; the same is done and told whether the two tell somebody or not.

    Each request counts as a try: what was asked for too often waits. Raises TooManyTries.
    """
    number = student_number.strip().upper()
    check_wait(KIND, number)
    count_failure(KIND, number)
    person = find_by_number(number, birth_date)
    token = new_token()
    code = ReturnCode.objects.create(browser=digest(token), person=person, requested_at=clock.now())
    record("enrolment.request_return", typed=fingerprint(number))
    send_return_code.enqueue(code.pk)
    return token
