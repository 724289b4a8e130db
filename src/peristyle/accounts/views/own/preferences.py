"""« Préférences »: language, look of pages, optional mails."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from peristyle.accounts.actions.choose_preferences import choose_preferences
from peristyle.accounts.models import Account
from peristyle.accounts.notice_topics import notice_topics
from peristyle.accounts.own_forms import PreferencesForm
from peristyle.accounts.queries import declined_topics
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import writes


@signed_in
@writes
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose how the house speaks to one; the language holds at once in this browser too."""
    account = account_of(request)
    if request.method != "POST":
        return _page(request, PreferencesForm(initial=_present(account)))
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    choose_preferences(account, **form.cleaned_data)
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Vos préférences sont enregistrées."))
    response = redirect("accounts:preferences")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
        secure=request.is_secure(),
    )
    return response


def _present(account: Account) -> dict[str, object]:
    declined = declined_topics(account)
    return {
        "language": account.person.language,
        "theme": account.theme,
        "contrast": account.contrast,
        "topics": [topic.code for topic in notice_topics() if topic.code not in declined],
    }


def _page(request: HttpRequest, form: PreferencesForm, *, status: int = 200) -> HttpResponse:
    facts = {"form": form, "obligatory": [topic for topic in notice_topics() if topic.is_obligatory]}
    return render(request, "accounts/own/preferences.html", facts, status=status)
