"""The signature of a 2D-Doc, proven with the certificates that the institution trusts.

They are PEM files named after the authority and the certificate that the message tells: `FR030001.pem`.
"""

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from peristyle.enrolment.rules.two_d_doc import TwoDDoc

_HASHES: dict[int, hashes.HashAlgorithm] = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}


def is_genuine(document: TwoDDoc, certificates: Path) -> bool:
    """Whether a trusted certificate of that name signed it, while it was in force."""
    path = certificates / f"{document.certificate}.pem"
    if not document.certificate.isalnum() or not path.is_file():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    if document.signed_on is None or not (
        certificate.not_valid_before_utc.date() <= document.signed_on <= certificate.not_valid_after_utc.date()
    ):
        return False
    return _signs(certificate.public_key(), document)


def _signs(key: object, document: TwoDDoc) -> bool:
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.key_size not in _HASHES:
        return False
    half = (key.curve.key_size + 7) // 8
    if len(document.signature) != 2 * half:
        return False
    signature = encode_dss_signature(
        int.from_bytes(document.signature[:half], "big"), int.from_bytes(document.signature[half:], "big")
    )
    try:
        key.verify(signature, document.signed, ec.ECDSA(_HASHES[key.curve.key_size]))
    except InvalidSignature:
        return False
    return True
