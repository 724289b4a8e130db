"""The proof of identity from outside, shared by « 1ère connexion » and « Problème de connexion »."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.actions.prove_identity import IdentityRefused, StillANewcomer, prove_identity
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.forms import IdentityForm
from peristyle.accounts.views import wizard
from peristyle.accounts.words import wait_in_words


def identity_page(request: HttpRequest, template: str, *, then: str) -> HttpResponse:
    """Ask for number and birth date; whatever is wrong, the answer is the same; go on to the page `then`."""

    def page(form: IdentityForm, status: int = 200, **facts: object) -> HttpResponse:
        return render(request, template, {"form": form, "refused": False, "wait": "", **facts}, status=status)

    if request.method != "POST":
        return page(IdentityForm())
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        person = prove_identity(form.cleaned_data["number"], form.cleaned_data["birth_date"])
    except StillANewcomer as newcomer:
        wizard.keep_newcomer(request, newcomer.standing)
        return redirect("accounts:situation")
    except IdentityRefused:
        return page(form, 422, refused=True)
    except TooManyTries as slow:
        return page(form, 429, wait=wait_in_words(slow.wait))
    wizard.keep_proved_person(request, person)
    return redirect(then)


def proved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page only to a browser in which somebody proved their identity; others begin at the beginning."""

    def guarded(request: HttpRequest, **parameters: str) -> HttpResponse:
        if not wizard.has_proved(request):
            return redirect("accounts:first_connection")
        return view(request, **parameters)

    guarded.__doc__ = view.__doc__
    guarded.__name__ = view.__name__
    return guarded
