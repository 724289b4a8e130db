"""The end of every way in: the session opens, the browser is known from now on."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from peristyle.accounts.actions.factors.remember_device import REMEMBERED_FOR, remember_device
from peristyle.accounts.actions.sign_in import SignedIn
from peristyle.accounts.actions.tell_new_device import tell_new_device
from peristyle.accounts.sessions import know_device, known_device, open_session
from peristyle.kernel import clock, origins

REMEMBERED_COOKIE = "remembered"


def enter(request: HttpRequest, came: SignedIn, *, target: str, remember: bool = False) -> HttpResponse:
    """Open the session of whoever came in and lead them on; `remember` spares this browser the second factor."""
    account = came.account
    if known_device(request, [account.login]) is None:
        tell_new_device.enqueue(account.pk, origins.browser.get(), origins.present.get(), clock.now().isoformat())
    open_session(
        request,
        account,
        method=came.method,
        lacks_charter=came.lacks_charter,
        lacks_second_factor=came.lacks_second_factor,
    )
    response = HttpResponseRedirect(target)
    know_device(request, response, account)
    if remember:
        response.set_cookie(
            REMEMBERED_COOKIE,
            remember_device(account, origins.browser.get()),
            max_age=REMEMBERED_FOR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response
