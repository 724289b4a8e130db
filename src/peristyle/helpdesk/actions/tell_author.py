"""Write to the author of a request that something happened; never what was written."""

from django.db import transaction

from peristyle.helpdesk.actions.make_link import make_link
from peristyle.helpdesk.models import HelpRequest
from peristyle.kernel import mail
from peristyle.kernel.addresses import absolute
from peristyle.kernel.tasks import task


@task(retries=8)
def tell_author(request_id: int, letter: str) -> None:
    """Send `received`, `answered` or `closed`, with an address to read the request at."""
    request = HelpRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    with transaction.atomic():
        mail.send(
            f"helpdesk/letters/{letter}",
            request.mail,
            request.language,
            person_id=request.person_id,
            number=request.number,
            link=absolute("helpdesk:follow_up", make_link(request)),
        )
