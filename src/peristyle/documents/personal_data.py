"""What documents know of a person: those issued to them."""

from django.utils.translation import gettext_lazy as _

from peristyle.documents.actions.erase_documents import erase_documents
from peristyle.documents.models import IssuedDocument
from peristyle.kernel.personal_data import Table

TABLES = (
    Table(
        "documents",
        _("Documents délivrés"),
        {
            "kind": _("Document"),
            "number": _("Numéro"),
            "code": _("Code de vérification"),
            "language": _("Langue"),
            "issued_at": _("Délivré le"),
            "valid_until": _("Valable jusqu’au"),
            "replaced_at": _("Remplacé le"),
            "cancelled_at": _("Annulé le"),
            "cancellation_reason": _("Motif de l’annulation"),
            "sha256": _("Empreinte du fichier"),
            "data": _("Ce qui y est écrit"),
        },
        lambda person_id: IssuedDocument.objects.filter(person_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget what documents said of the person."""
    erase_documents(person_id)
