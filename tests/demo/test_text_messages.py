"""Text messages of the demonstration are read beside its mails."""

import pytest

from peristyle.demo.text_messages import HomeTextMessages
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db


def test_a_text_message_is_read_in_the_mailbox_of_its_number(client: PageClient) -> None:
    HomeTextMessages().send("+33612345678", "UM\u202f: votre code est 1234 5678.")

    assert "+33612345678" in client.get("/demonstration/courriers/").content.decode()
    assert "SMS" in client.get("/demonstration/courriers/+33612345678/").content.decode()
