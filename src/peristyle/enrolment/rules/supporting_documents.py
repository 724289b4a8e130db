"""Which documents an enrolment wants: the institution's `supporting_documents.toml`, and one function that reads it.

The words of a document's state are those of Pégase (facts §1.4): NON_DEPOSE, EN_ATTENTE, VALIDE, REJETE, NON_CONCERNE.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.situations import GapYear, Mobility, Regime
from peristyle.enrolment.rules.uploads import NotTaken, Refusal
from peristyle.kernel.choices import LabelledEnum
from peristyle.kernel.sections import Section

NAME = "supporting_documents.toml"
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,29}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Age = Annotated[int, Field(ge=1, le=120)]


class DocumentState(LabelledEnum):
    """Where a wanted document stands."""

    TO_GIVE = "to_give", _("À donner")
    WAITING = "waiting", _("En attente")
    ACCEPTED = "accepted", _("Acceptée")
    REFUSED = "refused", _("Refusée")
    NOT_CONCERNED = "not_concerned", _("Non concerné")


@dataclass(frozen=True)
class Situation:
    """What decides which documents somebody gives; the age is theirs on the day they opened the file."""

    first_enrolment: bool
    grant_holder: bool
    special_regime: bool
    age: int
    born_in_france: bool
    regime: str
    gap_year: str
    mobility: str
    level: str
    year_of_study: int
    origin: str
    component: str


class Condition(Section):
    """A situation in which a document is wanted: every key that stands in it must hold."""

    first_enrolment: bool | None = None
    grant_holder: bool | None = None
    special_regime: bool | None = None
    born_in_france: bool | None = None
    younger_than: Age | None = None
    regime: Annotated[tuple[Regime, ...], Field(min_length=1)] | None = None
    gap_year: Annotated[tuple[GapYear, ...], Field(min_length=1)] | None = None
    mobility: Annotated[tuple[Mobility, ...], Field(min_length=1)] | None = None
    level: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    year_of_study: Annotated[tuple[int, ...], Field(min_length=1)] | None = None
    origin: Annotated[tuple[Origin, ...], Field(min_length=1)] | None = None
    component: Annotated[tuple[str, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Condition":
        if not self.model_fields_set:
            raise ValueError("a condition without a key: leave wanted_when out when everybody gives the document")
        return self

    def holds(self, situation: Situation) -> bool:
        """Whether the condition is that situation."""
        return all(_holds(key, getattr(self, key), situation) for key in self.model_fields_set)


class Portrait(Section):
    """What a photograph of identity must be: upright, large enough, of a shape between two (width in % of height)."""

    smallest_width: Annotated[int, Field(ge=50, le=4000)]
    smallest_height: Annotated[int, Field(ge=50, le=4000)]
    narrowest_percent: Annotated[int, Field(ge=10, le=100)]
    widest_percent: Annotated[int, Field(ge=10, le=100)]

    def check(self, width: int, height: int) -> None:
        """Whether a picture may stand on a card. Raises NotTaken."""
        if width < self.smallest_width or height < self.smallest_height:
            raise NotTaken(Refusal.PORTRAIT_SIZE)
        if not self.narrowest_percent <= 100 * width / height <= self.widest_percent:
            raise NotTaken(Refusal.PORTRAIT_SHAPE)


class DocumentEntry(Section):
    """A document the institution may want; `wanted_when`: in any of these situations, in all when there is none."""

    kind: Code
    title_fr: Line
    title_en: Line
    help_fr: Words
    help_en: Words
    blocking: bool = True
    pages: Annotated[int, Field(ge=1, le=20)] = 4
    may_be_not_concerned: bool = False
    portrait: Portrait | None = None
    wanted_when: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _a_portrait_is_one_picture(self) -> "DocumentEntry":
        if self.portrait and self.pages > 1:
            raise ValueError("a portrait has one page: write pages = 1")
        return self

    def title(self, language: str) -> str:
        """The title in the reader's language."""
        return self.title_en if language == "en" else self.title_fr

    def help(self, language: str) -> str:
        """What to give exactly, in the reader's language."""
        return self.help_en if language == "en" else self.help_fr

    def is_wanted(self, situation: Situation) -> bool:
        """Whether somebody in that situation gives it."""
        return not self.wanted_when or any(condition.holds(situation) for condition in self.wanted_when)


class RefusalReason(Section):
    """A reason officers choose from when they refuse a document."""

    code: Code
    fr: Line
    en: Line

    def sentence(self, language: str) -> str:
        """The reason in the reader's language."""
        return self.en if language == "en" else self.fr


class SupportingDocumentsFile(Section):
    """The whole of `supporting_documents.toml`."""

    documents: tuple[DocumentEntry, ...] = ()
    reasons: tuple[RefusalReason, ...] = ()

    @model_validator(mode="after")
    def _each_stands_once(self) -> "SupportingDocumentsFile":
        for codes in ([entry.kind for entry in self.documents], [reason.code for reason in self.reasons]):
            if repeated := sorted({code for code in codes if codes.count(code) > 1}):
                raise ValueError(f"{', '.join(repeated)} stands twice")
        if self.documents and not self.reasons:
            raise ValueError("reasons: officers need at least one to refuse a document")
        return self


def wanted(entries: tuple[DocumentEntry, ...], situation: Situation) -> tuple[DocumentEntry, ...]:
    """The documents somebody in that situation gives, in the order of the file."""
    return tuple(entry for entry in entries if entry.is_wanted(situation))


def is_settled(state: str, *, decided: bool) -> bool:
    """Whether nothing more is asked of anybody: accepted, or not concerned in an officer's eyes too."""
    return state == DocumentState.ACCEPTED or (state == DocumentState.NOT_CONCERNED and decided)


def takes_files(state: str) -> bool:
    """Whether the student may still give, add or take back files."""
    return state != DocumentState.ACCEPTED


def _holds(key: str, asked: Any, situation: Situation) -> bool:
    if key == "younger_than":
        return bool(situation.age < asked)
    found = getattr(situation, key)
    return found in asked if isinstance(asked, tuple) else bool(found == asked)
