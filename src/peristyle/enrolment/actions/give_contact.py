"""Take down where a person can be reached."""

from dataclasses import asdict, dataclass

from peristyle.enrolment.actions.request_email_code import TooSoon, request_email_code
from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile
from peristyle.enrolment.queries import known_address
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
    """Write them in the file; a new mail address is to be confirmed, and a code is sent to it at once.

    The address by which the university knows the person already needs no code.
    """
    is_new = contact.personal_email.lower() != file.personal_email.lower()
    for name, value in asdict(contact).items():
        setattr(file, name, value)
    file.contact_given_at = clock.now()
    if is_new:
        known = known_address(file)
        is_known = known is not None and known.address.lower() == contact.personal_email.lower()
        file.personal_email_confirmed_at = known.confirmed_at if known and is_known else None
        EmailConfirmation.objects.filter(file=file, superseded_at=None, used_at=None).update(superseded_at=clock.now())
    file.save(update_fields=[*asdict(contact), "contact_given_at", "personal_email_confirmed_at"])
    if is_new and not file.personal_email_confirmed_at:
        try:
            request_email_code(file)
        except TooSoon:
            return  # The next page says how long to wait, and sends a code on request.
