"""Settings of scolarité that come from the environment, checked with errors that name the variable."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, FilePath, HttpUrl, StringConstraints, ValidationError

PREFIX = "PERISTYLE_PAYBOX_"
Digits = Annotated[str, StringConstraints(pattern=r"^\d{1,9}$")]


class PayboxSettings(BaseModel):
    """The contract with Paybox / Up2Pay e-Transactions; each is read from `PERISTYLE_PAYBOX_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: Number of the site (PBX_SITE), seven digits, given by the bank.
    site: Digits
    #: Rank (PBX_RANG), two or three digits, given by the bank.
    rang: Digits
    #: Identifier (PBX_IDENTIFIANT), one to nine digits, given by the bank.
    identifiant: Digits
    #: The HMAC key made in the bank's back office: 128 hexadecimal characters.
    hmac_key: Annotated[str, StringConstraints(pattern=r"^(?:[0-9A-Fa-f]{2}){32,}$")]
    #: File of the bank's public key (PEM), which proves notifications.
    public_key: FilePath
    #: The bank's payment page; the test page is https://recette-tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi
    page: HttpUrl = HttpUrl("https://tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi")


def paybox(environment: Mapping[str, str] = os.environ) -> PayboxSettings:
    """The Paybox settings; raises ImproperlyConfigured with a line per wrong variable."""
    values = {
        name: environment[PREFIX + name.upper()]
        for name in PayboxSettings.model_fields
        if environment.get(PREFIX + name.upper())
    }
    try:
        return PayboxSettings.model_validate(values)
    except ValidationError as error:
        lines = [f"{PREFIX}{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()]
        raise ImproperlyConfigured("\n".join(["Paybox is not configured:", *lines])) from error


def read_public_key(path: Path) -> bytes:
    """The bank's public key, as it stands in its file."""
    return path.read_bytes()
