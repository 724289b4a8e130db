"""Settings of the timetable that come from the environment, checked with errors that name the variable."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, FilePath, HttpUrl, PositiveInt, StringConstraints, ValidationError


class AdeSettings(BaseModel):
    """The web API of ADE Campus; each is read from `PERISTYLE_ADE_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: Its address, such as https://planning.example.fr/jsp/webapi
    url: HttpUrl
    #: The account that reads.
    login: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    #: A file that holds its password, read anew each time.
    password_file: FilePath
    #: The number of the project: that of an academic year.
    project: PositiveInt
    #: The numbers of the resources whose sessions are read, separated by commas.
    resources: Annotated[str, StringConstraints(pattern=r"^\d+(,\d+)*$")]
    #: How long an answer may take.
    timeout_seconds: PositiveInt = 60


class CalendarSettings(BaseModel):
    """A calendar that another tool publishes; each is read from `PERISTYLE_CALENDAR_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: A file that holds the address of the calendar (ICS), which may be secret; read anew each time.
    address_file: FilePath
    #: How long an answer may take.
    timeout_seconds: PositiveInt = 60


AnySettings = TypeVar("AnySettings", bound=BaseModel)


def ade(environment: Mapping[str, str] = os.environ) -> AdeSettings | None:
    """The settings of ADE, None when there is none; raises ImproperlyConfigured with a line per wrong variable."""
    return _read(AdeSettings, "ADE", environment) if environment.get("PERISTYLE_ADE_URL") else None


def calendar(environment: Mapping[str, str] = os.environ) -> CalendarSettings | None:
    """Those of the calendar, None when there is none; raises ImproperlyConfigured with a line per wrong variable."""
    wanted = environment.get("PERISTYLE_CALENDAR_ADDRESS_FILE")
    return _read(CalendarSettings, "CALENDAR", environment) if wanted else None


def secret_in(path: Path) -> str:
    """What a file of secrets holds. Raises OSError, UnicodeDecodeError."""
    return path.read_text(encoding="utf-8").strip()


def _read(kind: type[AnySettings], name: str, environment: Mapping[str, str]) -> AnySettings:
    prefix = f"PERISTYLE_{name}_"
    values = {
        field: environment[prefix + field.upper()]
        for field in kind.model_fields
        if environment.get(prefix + field.upper())
    }
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        lines = [f"{prefix}{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()]
        raise ImproperlyConfigured("\n".join([f"{name} is not configured:", *lines])) from error
