"""PAdES seals by pyHanko, whatever holds the key."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer

from peristyle.documents.adapters.cms import HASH, SealMessages

FIELD = "Cachet"


class _Addition(IncrementalPdfFileWriter):
    """A seal is no new edition: what the file says of itself, and of its being PDF/A, stays as it was written."""

    def _update_meta(self) -> None:
        """Nothing: pyHanko would write the XMP anew, which costs as much as the rest and bends its schemas."""


class Pades:
    """Certifying seals: from then on any change of the file shows (ETSI EN 319 142-1, DocMDP 1)."""

    def __init__(self, signer: Signer, *, name: str) -> None:
        self._messages = SealMessages(signer)
        #: An elliptic signature is now and then a few bytes shorter; the place for it is in hexadecimal.
        self._room = 2 * len(self._messages.signing(bytes(32))) + 64
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            name=name,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm=HASH,
            signer_key_usage=set(),
        )
        self._pdf_signer = PdfSigner(metadata, signer, new_field_spec=SigFieldSpec(FIELD))

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The file with its seal."""
        session = self._pdf_signer.init_signing_session(_Addition(BytesIO(pdf)))
        session.system_time = at
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=self._room)
        sealed = BytesIO()
        prepared, _ = document.digest_tbs_document(output=sealed)
        prepared.fill_with_cms(sealed, self._messages.signing(prepared.document_digest))
        return sealed.getvalue()
