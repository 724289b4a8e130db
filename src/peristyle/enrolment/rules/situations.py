"""The situation a student declares for a year: the words and values of Pégase (facts §1.4), and which go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class Regime(LabelledEnum):
    """Under which regime somebody studies."""

    INITIAL = "initial", _("Formation initiale")
    CONTINUING = "continuing", _("Formation continue")
    APPRENTICESHIP = "apprenticeship", _("Apprentissage")


class GapYear(LabelledEnum):
    """How long somebody suspends their studies: « césure »."""

    NONE = "none", _("Pas de césure")
    SEMESTER = "semester", _("Un semestre")
    YEAR = "year", _("Toute l’année")


class Mobility(LabelledEnum):
    """Whether somebody comes from, or leaves for, another university on exchange."""

    NONE = "none", _("Pas d’échange")
    INCOMING = "incoming", _("Vous venez d’une université partenaire")
    OUTGOING = "outgoing", _("Vous partez dans une université partenaire")


@dataclass(frozen=True)
class Situation:
    """What somebody declares for a year."""

    regime: Regime = Regime.INITIAL
    gap_year: GapYear = GapYear.NONE
    mobility: Mobility = Mobility.NONE
    special_regime: bool = False
    grant_notice: str = ""
    optional_rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """An answer that does not go with another: its field, and what to say of it."""

    field: str
    sentence: Any


def contradictions(declared: Situation, *, known_before: bool) -> Iterator[Contradiction]:
    """What cannot be true together; `known_before`: the student was enrolled here in a former year."""
    if declared.gap_year != GapYear.NONE and declared.regime != Regime.INITIAL:
        yield Contradiction("gap_year", _("Une césure se demande en formation initiale seulement."))
    if declared.gap_year == GapYear.YEAR and declared.mobility != Mobility.NONE:
        yield Contradiction("mobility", _("Une année entière de césure ne laisse pas de place à un échange."))
    if declared.gap_year == GapYear.YEAR and declared.special_regime:
        yield Contradiction(
            "special_regime", _("Pendant une année entière de césure, il n’y a pas d’études à aménager.")
        )
    if declared.mobility == Mobility.INCOMING and declared.regime == Regime.APPRENTICESHIP:
        yield Contradiction("mobility", _("Un étudiant en échange ne s’inscrit pas en apprentissage."))
    if declared.mobility == Mobility.INCOMING and declared.gap_year != GapYear.NONE:
        yield Contradiction("gap_year", _("La césure d’un étudiant en échange se demande à son université d’origine."))
    if declared.mobility == Mobility.OUTGOING and not known_before:
        yield Contradiction("mobility", _("Un départ en échange se prépare ici : il ne se fait pas la première année."))
    if declared.grant_notice and declared.regime != Regime.INITIAL:
        yield Contradiction(
            "grant_notice", _("La bourse sur critères sociaux se donne en formation initiale seulement.")
        )
    if declared.grant_notice and declared.mobility == Mobility.INCOMING:
        yield Contradiction("grant_notice", _("La bourse d’un étudiant en échange vient de son université d’origine."))
