"""The section `fees` of `institution.toml`: prices with their dates, instalments, refunds, where money goes."""

from datetime import date, timedelta
from typing import Annotated, Literal

from django.utils.translation import get_language
from pydantic import Field, StringConstraints, model_validator

from peristyle.kernel.sections import Cents, MonthDay, Section


class FeeLine(Section):
    """What a level of study costs from a day on; a rate left out is the full one."""

    level: Literal["licence", "master", "doctorat"]
    amount_cents: Cents
    reduced_cents: Cents | None = None
    gap_year_cents: Cents | None = None
    valid_from: date


class OptionalRight(Section):
    """What a student may take besides, from a day on, such as the sports card."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")]
    fr: str
    en: str
    amount_cents: Cents
    valid_from: date

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.en if get_language() == "en" else self.fr


class Window(Section):
    """From a day of the year to another, both within."""

    opens: MonthDay
    closes: MonthDay

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "Window":
        if self.closes < self.opens:
            raise ValueError("closes before it opens")
        return self


class InstalmentRules(Section):
    """Payment in several times; without a window there is none."""

    count: Annotated[int, Field(ge=2, le=4)] = 3
    every_months: Annotated[int, Field(ge=1, le=3)] = 1
    minimum_cents: Cents = 10_000
    windows: tuple[Window, ...] = ()
    reminder_days: tuple[Annotated[int, Field(ge=1, le=60)], ...] = (3, 10)
    overdue_days: Annotated[int, Field(ge=0, le=90)] = 15

    @property
    def patience(self) -> timedelta:
        """How late an instalment may be before documents are held back."""
        return timedelta(days=self.overdue_days)


class RefundRules(Section):
    """Who gets their fees back without a decision: everybody until a day, grant holders until another."""

    full_until: MonthDay = "08-31"
    kept_cents: Cents = 2_300
    grant_holders_until: MonthDay = "06-30"


class FeesAccount(Section):
    """Where transfers and cheques go: the régie."""

    holder: str
    iban: str
    bic: str
    cheques_to: str
    address: str


class Fees(Section):
    """The national enrolment fees, optional rights, who is exempt, instalments and refunds."""

    national: Annotated[tuple[FeeLine, ...], Field(min_length=1)]
    optional: tuple[OptionalRight, ...] = ()
    grant_holders_exempt: bool = True
    instalments: InstalmentRules = InstalmentRules()
    refunds: RefundRules = RefundRules()
    account: FeesAccount | None = None
