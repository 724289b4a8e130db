"""« Ce n’était pas moi »: the link of every alert."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.accounts.actions.disown import disown
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.alert_words import WORDS
from peristyle.accounts.models import AlertKind
from peristyle.accounts.places import place_in_words
from peristyle.accounts.queries import letter_of_token, letter_state
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.words import masked
from peristyle.kernel.access import anyone
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import writes


@anyone
@writes
@secret_address
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; the button shuts the thief out. Nobody has to sign in: they may not be able to."""
    letter = letter_of_token(token)
    if letter is None or letter_state(letter) != LinkState.USABLE:
        return _dead(request, letter_state(letter))
    if request.method != "POST":
        facts = {
            "alert": letter.alert,
            "words": WORDS[AlertKind(letter.alert.kind)],
            "place": place_in_words(letter.alert.origin) if letter.alert.origin else "",
        }
        return render(request, "accounts/alerts/not_me.html", facts)
    try:
        disowned = disown(letter)
    except LinkDead as dead:
        return _dead(request, dead.state)
    facts = {
        "done": disowned.done,
        "address": masked(disowned.recovery_address) if disowned.recovery_address else "",
    }
    return render(request, "accounts/alerts/disowned.html", facts)


def _dead(request: HttpRequest, state: LinkState) -> HttpResponse:
    return render(request, "accounts/alerts/dead_link.html", {"state": state}, status=410)
