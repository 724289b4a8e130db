"""Write a document, seal it, keep it."""

from django.utils.translation import override

from peristyle.documents.adapters import files, sealer, writer
from peristyle.documents.kinds import document_kind
from peristyle.documents.models import IssuedDocument
from peristyle.documents.ports import Sheet
from peristyle.documents.queries import address_of
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=8)
def write_document(document_id: int) -> None:
    """The file of a registered document, once: of two workers the first to say its hash is right."""
    document = IssuedDocument.objects.get(pk=document_id)
    if document.sha256 or document.erased_at:
        return
    seal = sealer()
    pdf = seal.seal(writer().write(sheet_of(document, qualified=seal.qualified)), at=clock.now())
    sha256 = files.keep(pdf)
    if not IssuedDocument.objects.filter(pk=document_id, sha256="", erased_at=None).update(sha256=sha256):
        files.forget(sha256)


def sheet_of(document: IssuedDocument, *, qualified: bool) -> Sheet:
    """What is to be written."""
    kind = document_kind(document.kind)
    with override(document.language):
        title = str(kind.title)
    return Sheet(
        template=kind.template,
        title=title,
        language=document.language,
        number=document.number,
        code=document.shown_code,
        address=address_of(document),
        issued_at=document.issued_at,
        valid_until=document.valid_until,
        data=document.data,
        qualified=qualified,
    )
