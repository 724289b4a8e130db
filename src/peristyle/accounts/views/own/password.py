"""« Mot de passe »: the next one, against the present one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions import change_password as changing
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.own_forms import ChangePasswordForm
from peristyle.accounts.passwords import review_for
from peristyle.accounts.rules.passwords import PasswordReview, PasswordTooWeak
from peristyle.accounts.sessions import outlive_password_change, reference_of
from peristyle.accounts.words import wait_in_words
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import writes_after_slow_work


@signed_in
@writes_after_slow_work
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password, and sign one's other browsers out unless one says otherwise."""
    if request.method != "POST":
        return _page(request, ChangePasswordForm())
    form = ChangePasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    account, typed = account_of(request), form.cleaned_data
    try:
        changing.change_password(
            account,
            typed["present"],
            typed["password"],
            session=reference_of(request),
            end_others=typed["end_others"],
        )
    except changing.PresentPasswordWrong:
        form.add_error("present", _("Ce n’est pas votre mot de passe actuel."))
    except changing.PasswordUnchanged:
        form.refuse([_("C’est déjà votre mot de passe : choisissez-en un autre.")])
    except PasswordTooWeak as weak:
        form.refuse([criterion.label for criterion in weak.review.missing])
        return _page(request, form, status=422, review=weak.review)
    except TooManyTries as slow:
        return _page(request, form, status=429, wait=wait_in_words(slow.wait))
    except TooManySignIns:
        return _page(request, form, status=503, crowded=True)
    else:
        outlive_password_change(request, account)
        messages.success(request, _("Votre mot de passe est changé."))
        return redirect("accounts:own")
    return _page(request, form, status=422)


def _page(
    request: HttpRequest,
    form: ChangePasswordForm,
    *,
    status: int = 200,
    wait: str = "",
    crowded: bool = False,
    review: PasswordReview | None = None,
) -> HttpResponse:
    account = account_of(request)
    review = review or review_for(account.person, "", login=account.login)
    facts: dict[str, Any] = {"form": form, "review": review, "typed": False, "wait": wait, "crowded": crowded}
    return render(request, "accounts/own/password.html", facts, status=status)
