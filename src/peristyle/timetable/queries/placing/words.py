"""What a search proposes, in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peristyle.timetable.models import ProposedPlacement
from peristyle.timetable.queries.change_words import names_of, when_in_words
from peristyle.timetable.rules.conflicts import ConflictKind
from peristyle.timetable.rules.placing.costs import TO_ANSWER_FOR, Remark
from peristyle.timetable.rules.placing.outcomes import Outcome
from peristyle.timetable.rules.sessions import Placement
from peristyle.ui.environment import time_of_day


@dataclass(frozen=True)
class Weekly:
    """Sessions of an activity at the same time of the week, in the same room."""

    proposals: tuple[ProposedPlacement, ...]
    when: str
    days: str
    remarks: tuple[str, ...]
    reserves: tuple[str, ...]

    @property
    def first(self) -> ProposedPlacement:
        """The first of them."""
        return self.proposals[0]


@dataclass(frozen=True)
class Move:
    """A draft that leaves its place, old → new."""

    proposal: ProposedPlacement
    before: str
    after: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """Sessions of an activity that have no place, and why."""

    proposal: ProposedPlacement
    sessions: int
    reasons: tuple[str, ...]


def weeklies(proposals: Iterable[ProposedPlacement]) -> list[Weekly]:
    """What is placed anew, those at the same time of the week together."""
    found: dict[tuple[Any, ...], list[ProposedPlacement]] = defaultdict(list)
    for proposal in proposals:
        if proposal.session_id is None and proposal.slot:
            starts = timezone.localtime(proposal.slot.starts_at)
            found[proposal.activity_id, starts.weekday(), starts.time(), proposal.room_id].append(proposal)
    return [_weekly(sorted(together, key=lambda each: str(each.starts_at))) for together in found.values()]


def moves(proposals: Iterable[ProposedPlacement]) -> list[Move]:
    """The drafts that move: two queries for the names of where they stood."""
    moved = [each for each in proposals if each.session_id and each.slot and each.before]
    before = {each.pk: Placement.from_data(each.before or {}) for each in moved}
    names = names_of(before.values())
    return [
        Move(
            each,
            f"{when_in_words(before[each.pk].slot)} · {names.rooms_of(before[each.pk])}",
            f"{when_in_words(each.slot)} · {each.room}" if each.slot else "",
            remarks_of([each]),
        )
        for each in moved
    ]


def left(proposals: Iterable[ProposedPlacement]) -> list[Left]:
    """What found no place, an activity after the other; the reasons are those of its first session."""
    found: dict[int, list[ProposedPlacement]] = defaultdict(list)
    for proposal in proposals:
        if proposal.obstacles is not None:
            found[proposal.activity_id].append(proposal)
    return [Left(each[0], len(each), tuple(obstacles_in_words(each[0].obstacles))) for each in found.values()]


def refused(proposals: Iterable[ProposedPlacement]) -> list[tuple[ProposedPlacement, list[str]]]:
    """What was not applied, and why."""
    return [(each, [_refusal(told) for told in each.refusals]) for each in proposals if each.refusals]


def remarks_of(proposals: Iterable[ProposedPlacement], *, to_answer_for: bool | None = None) -> tuple[str, ...]:
    """What there is to say of these places: all of it, or only what somebody has to answer for, or the rest."""
    told = {Remark(remark) for proposal in proposals for remark in proposal.remarks}
    return tuple(
        str(remark.label) for remark in Remark if remark in told and to_answer_for in (None, remark in TO_ANSWER_FOR)
    )


def obstacles_in_words(told: dict[str, Any] | None) -> list[str]:
    """« Des étudiants ont déjà cours : 42 débuts possibles, dont 18 que rien d’autre ne ferme. »."""
    if not told:
        return []
    if not told["rooms"]:
        return [
            ngettext(
                "Aucune salle du type demandé n’a à la fois l’équipement voulu et %(n)s place.",
                "Aucune salle du type demandé n’a à la fois l’équipement voulu et %(n)s places.",
                told["students"],
            )
            % {"n": told["students"]}
        ]
    if not told["slots"]:
        return [_("Il n’y a aucun jour d’enseignement assez long entre ces deux dates.")]
    said = [
        ngettext(
            "Sur %(n)s début possible, aucun ne convient.",
            "Sur %(n)s débuts possibles, aucun ne convient.",
            told["slots"],
        )
        % {"n": told["slots"]}
    ]
    for obstacle in told["obstacles"]:
        words = {"label": _label(obstacle["kind"]), "n": obstacle["slots"], "alone": obstacle["alone"]}
        if obstacle["alone"]:
            said.append(_("%(label)s : %(n)s, dont %(alone)s que rien d’autre ne ferme.") % words)
        else:
            said.append(_("%(label)s : %(n)s.") % words)
    return said


def _weekly(together: list[ProposedPlacement]) -> Weekly:
    slot = together[0].slot
    if slot is None:
        raise ValueError("These proposals have no place.")
    weekday = format_date(timezone.localtime(slot.starts_at), "EEEE", locale=get_language() or "fr")
    return Weekly(
        tuple(together),
        f"{weekday}, {time_of_day(slot.starts_at)} – {time_of_day(slot.ends_at)}",
        ", ".join(_short(each.starts_at) for each in together if each.starts_at),
        remarks_of(together, to_answer_for=False),
        remarks_of(together, to_answer_for=True),
    )


def _short(instant: datetime) -> str:
    """« 22 janv. »."""
    return format_date(timezone.localtime(instant), "d MMM", locale=get_language() or "fr")


def _label(kind: str) -> str:
    if kind == ConflictKind.ROOM:
        return _("Aucune salle qui convient n’est libre")
    return str(ConflictKind(kind).label)


def _refusal(told: dict[str, str]) -> str:
    kind = told["kind"]
    label = str(Outcome(kind).label if kind in set(Outcome) else ConflictKind(kind).label)
    return f"{label} ({told['about']})" if told["about"] else label
