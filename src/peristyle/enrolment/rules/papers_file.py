"""The institution's `papers.toml`: who signs, what each paper wants, the numbers of the student card."""

from typing import Annotated

from pydantic import HttpUrl, StringConstraints, model_validator

from peristyle.enrolment.rules.papers import Condition, Paper
from peristyle.kernel.sections import Section

NAME = "papers.toml"


class CardNumbers(Section):
    """What the European Student Card Number of this institution is made of."""

    server_prefix: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
    pic: Annotated[str, StringConstraints(pattern=r"^\d{9}$")]
    router: HttpUrl


class PapersFile(Section):
    """The whole file; `card` is left out where there is no European Student Card."""

    signatory_fr: str
    signatory_en: str
    wants: dict[Paper, tuple[Condition, ...]]
    card: CardNumbers | None = None

    @model_validator(mode="after")
    def _every_paper_is_ruled(self) -> "PapersFile":
        missing = [paper.value for paper in Paper if paper not in self.wants]
        if missing:
            raise ValueError(f"wants: {', '.join(missing)} is missing")
        return self
