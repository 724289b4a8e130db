"""Settings of documents that come from the environment, checked with errors that name the variable."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, FilePath, ValidationError

PREFIX = "PERISTYLE_SEAL_"


class Pkcs11Settings(BaseModel):
    """The device that holds the seal's key; each is read from `PERISTYLE_SEAL_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: The library of the device's maker, such as /usr/lib/softhsm/libsofthsm2.so.
    module: FilePath
    #: The label of the token within the device.
    token: str
    #: A file that holds the token's PIN, readable by the worker alone.
    pin_file: FilePath
    #: The label of the private key within the token.
    key: str
    #: A PEM file: the certificate of the seal first, then those that lead to its authority.
    certificates: FilePath
    #: Whether the certificate is qualified under eIDAS: documents then no longer say that the seal is not.
    qualified: bool = False


def pkcs11(environment: Mapping[str, str] = os.environ) -> Pkcs11Settings:
    """The settings of the device; raises ImproperlyConfigured with a line per wrong variable."""
    values = {
        name: environment[PREFIX + name.upper()]
        for name in Pkcs11Settings.model_fields
        if environment.get(PREFIX + name.upper())
    }
    try:
        return Pkcs11Settings.model_validate(values)
    except ValidationError as error:
        lines = [f"{PREFIX}{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()]
        raise ImproperlyConfigured("\n".join(["PKCS#11 is not configured:", *lines])) from error


def read_pin(path: Path) -> str:
    """The token's PIN, as it stands in its file."""
    return path.read_text(encoding="utf-8").strip()
