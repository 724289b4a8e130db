"""Settings of scolarité that come from the environment, checked with errors that name the variable."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    BaseModel,
    ConfigDict,
    DirectoryPath,
    FilePath,
    HttpUrl,
    PositiveInt,
    StringConstraints,
    ValidationError,
)

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
    #: The page to use when the first one's front does not answer.
    backup_page: HttpUrl | None = None


class PayFiPMode(StrEnum):
    """How far the contract with PayFiP is: trials, the one payment that activates it, true payments."""

    TEST = "test"
    ACTIVATION = "activation"
    REAL = "real"

    @property
    def letter(self) -> str:
        """What PayFiP calls it (`saisie`)."""
        return {PayFiPMode.TEST: "T", PayFiPMode.ACTIVATION: "X", PayFiPMode.REAL: "W"}[self]


class PayFiPSettings(BaseModel):
    """The contract with PayFiP régie; each is read from `PERISTYLE_PAYFIP_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: The number of the régie (numcli), six digits, given by the DGFiP.
    client: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    #: test, activation or real.
    mode: PayFiPMode
    #: Where the web service answers.
    service: HttpUrl = HttpUrl("https://www.payfip.gouv.fr/tpa/services/securite")
    #: The payment page.
    page: HttpUrl = HttpUrl("https://www.payfip.gouv.fr/tpa/paiementws.web")


class PegaseSettings(BaseModel):
    """The system of scolarité of record; each is read from `PERISTYLE_PEGASE_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: The « inscription externe » API, such as https://ins.example.pc-scol.fr/api/ins/ext/v2
    url: HttpUrl
    #: File of the bearer token (JWT), read anew each time: whatever renews the token writes it there.
    token_file: FilePath
    #: How long an answer may take.
    timeout_seconds: PositiveInt = 30
    #: After how long without a reading that ended well we shout.
    silence_hours: PositiveInt = 26


class TwoDDocSettings(BaseModel):
    """The reading of 2D-Doc symbols on supporting documents; each is read from `PERISTYLE_TWODDOC_<NAME>`."""

    model_config = ConfigDict(frozen=True)

    #: Directory of the trusted certificates, PEM files named after authority and certificate: FR030001.pem.
    certificates: DirectoryPath


AnySettings = TypeVar("AnySettings", bound=BaseModel)


def paybox(environment: Mapping[str, str] = os.environ) -> PayboxSettings:
    """The Paybox settings; raises ImproperlyConfigured with a line per wrong variable."""
    return _read(PayboxSettings, "Paybox", environment)


def payfip(environment: Mapping[str, str] = os.environ) -> PayFiPSettings:
    """The PayFiP settings; raises ImproperlyConfigured with a line per wrong variable."""
    return _read(PayFiPSettings, "PayFiP", environment)


def pegase(environment: Mapping[str, str] = os.environ) -> PegaseSettings | None:
    """The settings of the feed, None when there is none; raises ImproperlyConfigured with a line per wrong variable."""
    return _read(PegaseSettings, "Pegase", environment) if environment.get("PERISTYLE_PEGASE_URL") else None


def two_d_doc(environment: Mapping[str, str] = os.environ) -> TwoDDocSettings | None:
    """Those of the reading, None when none is done. Raises ImproperlyConfigured with a line for what is wrong."""
    wanted = environment.get("PERISTYLE_TWODDOC_CERTIFICATES")
    return _read(TwoDDocSettings, "TwoDDoc", environment) if wanted else None


def _read(kind: type[AnySettings], bank: str, environment: Mapping[str, str]) -> AnySettings:
    prefix = f"PERISTYLE_{bank.upper()}_"
    values = {
        name: environment[prefix + name.upper()] for name in kind.model_fields if environment.get(prefix + name.upper())
    }
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        lines = [f"{prefix}{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()]
        raise ImproperlyConfigured("\n".join([f"{bank} is not configured:", *lines])) from error


def read_public_key(path: Path) -> bytes:
    """The bank's public key, as it stands in its file."""
    return path.read_bytes()
