"""Reading the seal of a file from anywhere, without opening the PDF: nothing in it is unpacked or believed.

A signature of a PDF covers two stretches of its bytes, around itself (ISO 32000-2, 12.8.1); what it holds is a CMS
(RFC 5652) whose signed attributes carry the hash of those bytes.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from asn1crypto.cms import ContentInfo, SignerInfo
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from peristyle.documents.rules.comparisons import SealState

LONGEST_SEAL = 64 * 1024
_RANGES = re.compile(rb"/ByteRange\s{0,8}\[\s{0,8}0\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{0,8}\]")


def read_seal(pdf: bytes, certificates: Iterable[bytes]) -> SealState:
    """The state of the last seal that one of these certificates (DER) has put."""
    ranges = list(_RANGES.finditer(pdf))
    if not ranges:
        return SealState.ABSENT
    start, end, rest = (int(number) for number in ranges[-1].groups())
    signer = _signer(pdf[start:end])
    if signer is None or not any(_has_signed(certificate, signer) for certificate in certificates):
        return SealState.ABSENT
    covered = sha256(pdf[:start] + pdf[end : end + rest]).digest()
    whole = end + rest == len(pdf)
    return SealState.INTACT if whole and covered == _told_hash(signer) else SealState.BROKEN


def _signer(written: bytes) -> SignerInfo | None:
    if not LONGEST_SEAL > len(written) > len(b"<>"):
        return None
    try:
        (signer,) = ContentInfo.load(bytes.fromhex(written[1:-1].decode("ascii")))["content"]["signer_infos"]
        signer.native  # noqa: B018 — asn1crypto reads lazily: whatever is wrong shows here
    except (ValueError, TypeError, KeyError):
        return None
    return signer


def _has_signed(certificate: bytes, signer: SignerInfo) -> bool:
    # What is signed is the SET of attributes, not the [0] under which they stand (RFC 5652, 5.4).
    signed = b"\x31" + signer["signed_attrs"].dump()[1:]
    key = x509.load_der_x509_certificate(certificate).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signer["signature"].native, signed, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signer["signature"].native, signed, padding.PKCS1v15(), SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _told_hash(signer: SignerInfo) -> bytes | None:
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            told: bytes = attribute["values"][0].native
            return told
    return None
