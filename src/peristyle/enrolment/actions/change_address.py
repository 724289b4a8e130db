"""Change one's postal address and phone."""

from dataclasses import asdict, dataclass

from peristyle.audit.public import record
from peristyle.enrolment.models import EnrolmentFile
from peristyle.people.public import Person


@dataclass(frozen=True)
class PostalAddress:
    """Where letters reach somebody, and the phone number they gave."""

    street: str
    street_complement: str
    postal_code: str
    city: str
    country: str
    phone: str


def change_address(file: EnrolmentFile, address: PostalAddress, *, by: Person) -> None:
    """Write it in the newest file of the person, where the university reads it."""
    for name, value in asdict(address).items():
        setattr(file, name, value)
    file.save(update_fields=list(asdict(address)))
    record("enrolment.change_address", actor=by, subject=by)
