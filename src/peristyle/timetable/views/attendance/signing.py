"""What a student opens with the projected code: one tap signs, and opening the page signs nothing."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.public import TooManyTries, wait_in_words
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.attendance.sign import sign_scanned, sign_typed
from peristyle.timetable.forms.attendance import TypedCodeForm
from peristyle.timetable.models import Attendance, PublishedSession
from peristyle.timetable.queries.attendance.scans import (
    AlreadySigned,
    CodeExpired,
    CodeWrong,
    NotAwaited,
    RollShut,
    look_at_scan,
    sessions_to_sign,
)
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.ui.environment import time_of_day

#: Tells that one browser signed for several people on the same roll; it names nobody, and lasts a day.
BROWSER_COOKIE = "emargement"
_COOKIE_PATH = "/emploi-du-temps/presence/"
_A_DAY = 24 * 3600


@signed_in
@reads
def scanned(request: HttpRequest, session_id: int, code: str) -> HttpResponse:
    """/emploi-du-temps/presence/<session>/<code>/: what was scanned, and the button that signs."""
    try:
        scan = look_at_scan(person_of(request), session_id, code)
    except AlreadySigned as already:
        return _signed_before(request, already)
    except (CodeWrong, CodeExpired, NotAwaited, RollShut) as refusal:
        return _refused(request, *_in_words(refusal))
    facts = {**_facts(scan.session), "receipt": scan.receipt}
    return render(request, "timetable/attendance/scanned.html", facts)


@signed_in
@writes
def confirm(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/presence/confirmer/: the tap."""
    if request.method != "POST":
        return redirect("timetable:sign_typed")
    browser = _browser(request)
    try:
        signed = sign_scanned(person_of(request), request.POST.get("receipt", ""), browser=browser)
    except AlreadySigned as already:
        return _signed_before(request, already)
    except (CodeWrong, CodeExpired, NotAwaited, RollShut) as refusal:
        return _refused(request, *_in_words(refusal))
    return _signed(request, signed, browser)


@signed_in
@writes
def typed(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/presence/: type the projected code, for whoever cannot scan it."""
    form = TypedCodeForm(request.POST if request.method == "POST" else None)
    wait, status = "", 422 if form.errors else 200
    if form.is_valid():
        browser = _browser(request)
        try:
            return _signed(request, sign_typed(person_of(request), form.cleaned_data["code"], browser=browser), browser)
        except TooManyTries as slow:
            wait, status = wait_in_words(slow.wait), 429
        except AlreadySigned as already:
            return _signed_before(request, already)
        except (CodeWrong, CodeExpired, NotAwaited, RollShut) as refusal:
            form.add_error("code", _typed_in_words(refusal))
            status = 422
    waiting = [_facts(session) for session in sessions_to_sign(person_of(request), clock.now())]
    return render(
        request, "timetable/attendance/typed.html", {"form": form, "wait": wait, "waiting": waiting}, status=status
    )


def _facts(session: PublishedSession) -> dict[str, Any]:
    return {"title": title_of(session.activity), "when": when_in_words(session.slot)}


def _signed(request: HttpRequest, signed: Attendance, browser: str) -> HttpResponse:
    session = PublishedSession.objects.select_related("activity__unit", "session").get(pk=signed.roll_id)
    facts = {**_facts(session), "session": session, "signed": signed}
    response = render(request, "timetable/attendance/signed.html", facts)
    response.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=_A_DAY,
        path=_COOKIE_PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _refused(request: HttpRequest, title: str, told: str, *, status: int = 422) -> HttpResponse:
    return render(request, "timetable/attendance/refused.html", {"title": title, "told": told}, status=status)


def _signed_before(request: HttpRequest, already: AlreadySigned) -> HttpResponse:
    return _refused(request, _("Vous êtes déjà sur la feuille"), _stands(already.attendance), status=200)


def _stands(attendance: Attendance) -> str:
    said = {"presence": attendance.get_presence_display()}
    if attendance.signed_at is None:
        return _("Votre enseignant vous y a inscrit : %(presence)s.") % said
    return _("Vous avez signé à %(hour)s. La feuille dit : %(presence)s.") % {
        **said,
        "hour": time_of_day(attendance.signed_at),
    }


def _in_words(refusal: Exception) -> tuple[str, str]:
    match refusal:
        case CodeExpired():
            return (
                _("Ce code a changé"),
                _("Scannez de nouveau celui qui est projeté : il ne vaut que quelques secondes."),
            )
        case NotAwaited():
            return (
                _("Cette séance ne vous concerne pas"),
                _(
                    "Vous n’êtes inscrit ni dans ses groupes ni à cet enseignement : votre présence n’est pas "
                    "enregistrée. Si c’est une erreur, dites-le à l’enseignant, puis à votre scolarité."
                ),
            )
        case RollShut():
            return (
                _("L’appel est fermé"),
                _("Personne ne signe plus en ce moment. Si vous êtes dans la salle, dites-le à l’enseignant."),
            )
        case _:
            return _("Ce code n’ouvre rien"), _("Scannez celui qui est projeté dans la salle.")


def _typed_in_words(refusal: Exception) -> str:
    match refusal:
        case CodeExpired():
            return _("Ce code a changé entre-temps : tapez celui qui est projeté maintenant.")
        case CodeWrong():
            return _("Ce code n’est celui d’aucune séance qui vous attend en ce moment : relisez-le.")
        case _:
            return _in_words(refusal)[1]


def _browser(request: HttpRequest) -> str:
    return request.COOKIES.get(BROWSER_COOKIE) or secrets.token_urlsafe(16)
