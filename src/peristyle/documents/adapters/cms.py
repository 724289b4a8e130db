"""The cryptographic message of a seal: all of it but a hash and a signature is the same for every document.

pyHanko builds the first one, attribute by attribute; building the others anew would cost more than the document itself.
"""

import asyncio
from hashlib import sha256

from asn1crypto.cms import ContentInfo
from pyhanko.sign.signers import Signer

HASH = "sha256"
SEQUENCE, SET, SIGNED_ATTRIBUTES, EXPLICIT, OCTETS = b"\x30", b"\x31", b"\xa0", b"\xa0", b"\x04"


class SealMessages:
    """Detached CMS signatures (RFC 5652) with the attributes PAdES wants, one after another."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        placeholder = sha256(b"the first document").digest()
        first: ContentInfo = asyncio.run(signer.async_sign(placeholder, HASH, use_pades=True))
        signed_data = first["content"]
        (signer_info,) = signed_data["signer_infos"]
        self._type = first["content_type"].dump()
        self._before = b"".join(
            signed_data[field].dump()
            for field in ("version", "digest_algorithms", "encap_content_info", "certificates")
        )
        self._signer_head = b"".join(signer_info[field].dump() for field in ("version", "sid", "digest_algorithm"))
        self._algorithm = signer_info["signature_algorithm"].dump()
        self._attributes = signer_info["signed_attrs"].contents.split(placeholder)

    def signing(self, document_hash: bytes) -> bytes:
        """The message (DER) that signs a document of this SHA-256."""
        attributes = document_hash.join(self._attributes)
        # What is signed is the SET of attributes, not the [0] under which they stand (RFC 5652, 5.4).
        signature = asyncio.run(self._signer.async_sign_raw(_der(SET, attributes), HASH))
        signer_info = _der(
            SEQUENCE,
            self._signer_head + _der(SIGNED_ATTRIBUTES, attributes) + self._algorithm + _der(OCTETS, signature),
        )
        signed_data = _der(SEQUENCE, self._before + _der(SET, signer_info))
        return _der(SEQUENCE, self._type + _der(EXPLICIT, signed_data))


def _der(tag: bytes, content: bytes) -> bytes:
    """A value under its tag, its length before it (X.690, 8.1.3)."""
    length = len(content)
    if length < 0x80:  # noqa: PLR2004 — the short form
        return tag + bytes([length]) + content
    size = (length.bit_length() + 7) // 8
    return tag + bytes([0x80 | size]) + length.to_bytes(size, "big") + content
