"""Type the code of a mail: by whoever proved their identity here, or with their number."""

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.use_link import CodeRefused, link_of_code
from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.people.public import Person, find_by_number_alone


def type_code(purpose: LinkPurpose, code: str, *, person: Person | None, number: str | None) -> MailedLink:
    """The link whose code was typed. Raises TooManyTries, CodeRefused (whatever is wrong)."""
    subject = f"person:{person.pk}" if person else str(number).strip().upper()
    throttle.check_wait("code", subject)
    try:
        return link_of_code(person or find_by_number_alone(subject), purpose, code)
    except CodeRefused:
        throttle.count_failure("code", subject)
        raise
