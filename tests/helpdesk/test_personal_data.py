"""What the helpdesk gives to a person, and what it forgets of them."""

import pytest

from peristyle.helpdesk.models import HelpRequest, MessageKind
from peristyle.helpdesk.personal_data import TABLES, erase
from tests.accounts.factories import PersonFactory
from tests.helpdesk.factories import asked

pytestmark = pytest.mark.django_db


def test_a_person_receives_what_they_asked_signed_in_and_no_note() -> None:
    person = PersonFactory.create()
    request = asked(person=person)
    request.messages.create(kind=MessageKind.NOTE, text="Entre nous.", at=request.asked_at)
    asked(mail=person.backup_email)

    requests, messages = (table.of(person.pk) for table in TABLES)

    assert [row["number"] for row in requests] == [request.number]
    assert [row["text"] for row in messages] == ["Bonjour, la page reste blanche."]


def test_a_person_is_forgotten_with_what_was_asked_in_their_name() -> None:
    person, other = PersonFactory.create(), PersonFactory.create()
    asked(person=person)
    asked(typed_number=person.student_number)
    asked(mail=person.backup_email.upper())
    kept = asked(person=other, typed_number=other.student_number)

    erase(person.pk)

    assert HelpRequest.objects.get() == kept
