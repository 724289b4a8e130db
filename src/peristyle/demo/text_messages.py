"""Text messages of the demonstration: kept at home, beside the mails, in the mailbox of the number."""

from django.utils.translation import gettext as _

from peristyle.demo.models import DemoMail
from peristyle.kernel import clock


class HomeTextMessages:
    """Delivers to a table instead of a gateway."""

    def send(self, number: str, text: str) -> None:
        """Keep the message for the pages that show what people receive."""
        DemoMail.objects.create(to=number, subject=_("SMS"), text=text, sent_at=clock.now())
