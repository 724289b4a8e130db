"""What the sections of `institution.toml` and of the files beside it are made of."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def _stands_in_every_year(text: str) -> str:
    month, day = text.split("-")
    date(2001, int(month), int(day))
    return text


Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
Cents = Annotated[int, Field(ge=0)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_stands_in_every_year)]


class Section(BaseModel):
    """A table of the file: unknown keys are refused, so that a misspelt one shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
