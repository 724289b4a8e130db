"""The house's own key: made at first use, kept in a file beside the data. Nobody outside vouches for it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from peristyle.kernel import clock, institution

if TYPE_CHECKING:
    from peristyle.documents.adapters.pades import Pades

FOLDER = "seal"
KEY = "own-key.pem"
LIFE = timedelta(days=10 * 365)


class OwnKey:
    """Seals with a key from a file: `PERISTYLE_DATA/seal/own-key.pem`, key and certificate together."""

    qualified = False

    def __init__(self) -> None:
        self._folder = Path(settings.PERISTYLE_DATA) / FOLDER
        self._name = institution.current().name
        pem = self._kept_or_made(self._name)
        self._key = load_pem_private_key(pem, None)
        self._certificate = x509.load_pem_x509_certificate(pem)

    @cached_property
    def _pades(self) -> "Pades":
        # pyHanko takes most of a second to load: only who seals waits for it, no start does.
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
        from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

        from peristyle.documents.adapters.pades import Pades  # noqa: PLC0415

        private = self._key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        signer = SimpleSigner(
            signing_cert=Certificate.load(self._certificate.public_bytes(Encoding.DER)),
            signing_key=PrivateKeyInfo.load(private),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )
        return Pades(signer, name=self._name)

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The file with its seal."""
        return self._pades.seal(pdf, at=at)

    def certificates(self) -> Sequence[bytes]:
        """The present certificate, and those of former keys: `*.pem` files left in the folder."""
        return [
            certificate.public_bytes(Encoding.DER)
            for path in sorted(self._folder.glob("*.pem"))
            for certificate in x509.load_pem_x509_certificates(path.read_bytes())
        ]

    def _kept_or_made(self, name: str) -> bytes:
        path = self._folder / KEY
        with suppress(FileNotFoundError):
            return path.read_bytes()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = self._folder / f"{KEY}.{token_hex(4)}"
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(new_key(name))
        # Of two processes that start together one key is kept, for both.
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
        return path.read_bytes()


def new_key(name: str) -> bytes:
    """A key and a certificate that it signs itself, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = {NameOID.ORGANIZATION_NAME: name, NameOID.COMMON_NAME: f"Cachet — {name}"}
    holder = x509.Name([x509.NameAttribute(*pair) for pair in names.items()])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
