"""Take down where a person can be reached."""

from dataclasses import asdict, dataclass

from peristyle.enrolment.actions.request_email_code import TooSoon, request_email_code
from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile
from peristyle.kernel import clock


@dataclass(frozen=True)
class Contact:
    """Postal address, phone, personal mail."""

    street: str
    street_complement: str
    postal_code: str
    city: str
    country: str
    phone: str
    personal_email: str


def give_contact(file: EnrolmentFile, contact: Contact) -> None:
    """Write them in the file; a new mail address is to be confirmed, and a code is sent to it at once."""
    is_new = contact.personal_email.lower() != file.personal_email.lower()
    for name, value in asdict(contact).items():
        setattr(file, name, value)
    file.contact_given_at = clock.now()
    if is_new:
        file.personal_email_confirmed_at = None
        EmailConfirmation.objects.filter(file=file, superseded_at=None, used_at=None).update(superseded_at=clock.now())
    file.save(update_fields=[*asdict(contact), "contact_given_at", "personal_email_confirmed_at"])
    if is_new:
        try:
            request_email_code(file)
        except TooSoon:
            return  # The next page says how long to wait, and sends a code on request.
