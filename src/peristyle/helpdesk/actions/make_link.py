"""Make a secret address for a request."""

from peristyle.helpdesk.models import FollowUpLink, HelpRequest
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest, new_token


def make_link(request: HelpRequest) -> str:
    """Draw a secret that follows the request, keep its digest; the older ones go on working."""
    token = new_token()
    FollowUpLink.objects.create(request=request, token_digest=digest(token), made_at=clock.now())
    return token
