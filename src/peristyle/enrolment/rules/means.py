"""The means by which money comes and goes."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class Means(LabelledEnum):
    """How money was paid, or given back. No cash: facts/institution.md §4.2."""

    CARD = "card", _("Carte bancaire")
    DIRECT_DEBIT = "direct_debit", _("Prélèvement")
    TRANSFER = "transfer", _("Virement")
    CHEQUE = "cheque", _("Chèque")


#: What the registrar's office records by hand.
BY_HAND = (Means.TRANSFER, Means.CHEQUE)
