"""Why an account is in its state, in a sentence that its holder and an agent both understand."""

from datetime import date

from django.utils.translation import gettext as _

from peristyle.accounts.rules.closing import TieKind
from peristyle.accounts.rules.explanation import Explanation, Ground
from peristyle.accounts.rules.life_cycle import State
from peristyle.ui.environment import date_and_time, long_date


def explanation_in_words(explanation: Explanation) -> str:
    """« Inscription 2026-2027 : accès ouvert jusqu’au 31 décembre 2027. »."""
    match explanation.state:
        case State.PENDING:
            when = date_and_time(explanation.activatable_at)
            return _("L’activation sera possible à partir du %(when)s.") % {"when": when}
        case State.ACTIVATABLE:
            return _("Le compte attend d’être activé. %(access)s") % {"access": _access(explanation)}
        case State.ACTIVE:
            return _access(explanation)
        case State.CLOSING:
            closing = {"day": _day(explanation.closing_until)}
            return f"{_ended(explanation)} {_('Le compte sera fermé après le %(day)s.') % closing}"
        case State.CLOSED:
            return _ended(explanation)
        case State.SUSPENDED if explanation.suspended_until:
            return _("Le compte est suspendu jusqu’au %(when)s.") % {"when": date_and_time(explanation.suspended_until)}
        case _:
            return _("Le compte est suspendu jusqu’à ce qu’un agent lève la suspension.")


def _access(explanation: Explanation) -> str:
    if explanation.access_until is None:
        return _("Lien avec l’université sans date de fin : accès ouvert.")
    told = {"why": _tie(explanation), "day": _day(explanation.access_until)}
    return _("%(why)s : accès ouvert jusqu’au %(day)s.") % told


def _ended(explanation: Explanation) -> str:
    told = {"why": _tie(explanation), "day": _day(explanation.access_until)}
    match explanation.ground:
        case Ground.NOBODY:
            return _("Aucun lien avec l’université n’est connu : l’accès est terminé.")
        case Ground.VOIDED:
            return _("%(why)s, annulée : l’accès est terminé depuis le %(day)s au soir.") % told
        case _:
            return _("%(why)s : l’accès s’est terminé le %(day)s.") % told


def _tie(explanation: Explanation) -> str:
    tie = explanation.tie
    if explanation.year is not None:
        return _("Inscription %(first)d-%(second)d") % {"first": explanation.year, "second": explanation.year + 1}
    if tie is not None and tie.kind == TieKind.GUEST:
        return _("Invitation")
    return _("Présence à l’université")


def _day(day: date | None) -> str:
    return long_date(day) if day else "—"
