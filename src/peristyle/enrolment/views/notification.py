"""Where banks tell us what they decided."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from peristyle.enrolment.actions.receive_notification import UnknownProvider, receive_notification
from peristyle.enrolment.models import Verdict
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes_after_slow_work

LONGEST = 16 * 1024
#: Banks tell an error by any status but 200, and warn us of it by their own ways.
STATUS = {
    Verdict.FORGED: 403,
    Verdict.UNKNOWN_REFERENCE: 404,
    Verdict.WRONG_AMOUNT: 409,
    Verdict.WRONG_CURRENCY: 409,
    Verdict.CONTRADICTION: 409,
}


@csrf_exempt
@anyone
@writes_after_slow_work
def notification(request: HttpRequest, provider: str) -> HttpResponse:
    """Hear a bank; its signature is the proof, so anybody may speak."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    if len(request.body) > LONGEST:
        return HttpResponse(status=413)
    query = request.META.get("QUERY_STRING", "")
    try:
        verdict = receive_notification(provider, request.headers, request.body, query)
    except UnknownProvider as error:
        raise Http404 from error
    return HttpResponse(status=STATUS.get(verdict, 200), content_type="text/plain")
