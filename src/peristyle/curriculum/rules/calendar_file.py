"""The institution's `calendar.toml`: the teaching calendar of each academic year, as the university has voted it."""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from peristyle.kernel.sections import Section

NAME = "calendar.toml"
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class PeriodKind(StrEnum):
    """What a period is for."""

    CLASSES = "classes"
    HOLIDAYS = "holidays"
    EXAMS = "exams"


class PeriodEntry(Section):
    """A period, from a day to a day, both within it."""

    kind: PeriodKind
    fr: Name
    en: Name
    starts_on: date
    ends_on: date

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "PeriodEntry":
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on lies before starts_on")
        return self


class YearEntry(Section):
    """The periods of an academic year; classes may be broken by holidays, but two of one kind never overlap."""

    number: Annotated[int, Field(ge=2000, le=2100)]
    periods: tuple[PeriodEntry, ...] = ()

    @model_validator(mode="after")
    def _periods_stand_in_their_year(self) -> "YearEntry":
        # Classes may begin a little before the year does, and second sessions never reach into the one after the next.
        if any(not self.number <= day.year <= self.number + 1 for period in self.periods for day in _days(period)):
            raise ValueError(f"a period of {self.number}-{self.number + 1} lies in neither of these years")
        return self

    @model_validator(mode="after")
    def _periods_of_a_kind_do_not_overlap(self) -> "YearEntry":
        for kind in PeriodKind:
            ordered = sorted((each for each in self.periods if each.kind == kind), key=lambda each: each.starts_on)
            for before, after in pairwise(ordered):
                if after.starts_on <= before.ends_on:
                    raise ValueError(f"{before.en} and {after.en} overlap")
        return self


class CalendarFile(Section):
    """The whole of `calendar.toml`."""

    years: tuple[YearEntry, ...] = ()

    @model_validator(mode="after")
    def _each_year_stands_once(self) -> "CalendarFile":
        numbers = [year.number for year in self.years]
        if len(set(numbers)) < len(numbers):
            raise ValueError("a year stands twice")
        return self


def _days(period: PeriodEntry) -> tuple[date, date]:
    return period.starts_on, period.ends_on
