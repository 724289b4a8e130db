"""Every letter sent is in the journal, under the person it was sent to."""

from peristyle.audit.actions.record import record
from peristyle.kernel import events
from peristyle.kernel.mail import LetterSent


def listen() -> None:
    """Hear of every letter sent."""
    events.subscribe(LetterSent, record_letter)


def record_letter(sent: LetterSent) -> None:
    """Write down which letter went out, and to which domain; the address itself stands in the person's file."""
    record(
        "mail.sent",
        subject=f"people.person:{sent.person_id}" if sent.person_id else "",
        letter=sent.letter,
        domain=sent.address.rpartition("@")[2],
    )
