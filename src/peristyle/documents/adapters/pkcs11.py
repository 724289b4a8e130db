"""A key that never leaves its device (HSM, smart card), through PKCS#11; wants `pip install "pyhanko[pkcs11]"`."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pkcs11 import Session
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from peristyle.documents import conf
from peristyle.documents.adapters.pades import Pades
from peristyle.documents.ports import SealError
from peristyle.kernel import institution


class Pkcs11Key:
    """Seals with the key of a device; the session is opened once, and anew after a failure."""

    def __init__(self, settings: conf.Pkcs11Settings | None = None) -> None:
        self._settings = settings or conf.pkcs11()
        self._session: Session | None = None
        self._pades: Pades | None = None
        written = self._settings.certificates.read_bytes()
        self._certificates = [der for _type, _headers, der in pem.unarmor(written, multiple=True)]

    @property
    def qualified(self) -> bool:
        """What whoever set the device up says of its certificate."""
        return self._settings.qualified

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The file with its seal. Raises SealError."""
        try:
            self._pades = self._pades or self._opened()
            return self._pades.seal(pdf, at=at)
        except PKCS11Error as error:
            self._close()
            raise SealError(f"the device answered {type(error).__name__}: {error}") from error

    def certificates(self) -> Sequence[bytes]:
        """The certificate of the seal, and the chain above it."""
        return self._certificates

    def _close(self) -> None:
        # A device lets one in once: a session left open would refuse the next.
        if self._session:
            with suppress(PKCS11Error):
                self._session.close()
        self._session = self._pades = None

    def _opened(self) -> Pades:
        self._session = open_pkcs11_session(
            str(self._settings.module),
            token_criteria=TokenCriteria(label=self._settings.token),
            user_pin=conf.read_pin(self._settings.pin_file),
        )
        own, *chain = (Certificate.load(der) for der in self._certificates)
        signer = PKCS11Signer(
            pkcs11_session=self._session,
            signing_cert=own,
            ca_chain=set(chain),
            key_label=self._settings.key,
            # Every device signs a hash it is given on an elliptic curve; not every one hashes by itself.
            use_raw_mechanism=own.public_key.algorithm == "ec",
        )
        return Pades(signer, name=institution.current().name)
