"""What scolarité knows of a person: admissions, files, invoices, payments, enrolments."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.actions.erase_scolarite import erase_scolarite
from peristyle.enrolment.models import (
    Admission,
    AdmissionImport,
    EmailConfirmation,
    Enrolment,
    EnrolmentFile,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentAttempt,
    Receipt,
    Refund,
)
from peristyle.kernel import institution
from peristyle.kernel.personal_data import Table

TABLES = (
    Table(
        "admissions",
        _("Admissions"),
        {
            "application_number": _("Numéro de candidature"),
            "academic_year__starts_on": _("Rentrée"),
            "origin": _("Origine"),
            "birth_name": _("Nom de naissance"),
            "usual_name": _("Nom d’usage"),
            "given_name": _("Prénom"),
            "other_given_names": _("Autres prénoms"),
            "civility": _("Civilité"),
            "birth_date": _("Date de naissance"),
            "birth_place": _("Lieu de naissance"),
            "birth_country": _("Pays de naissance"),
            "email": _("Adresse mail"),
            "step__label": _("Formation"),
            "grant_holder": _("Boursier"),
            "recorded_at": _("Reçue le"),
        },
        lambda person_id: Admission.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "files",
        _("Dossiers d’inscription"),
        {
            "admission__application_number": _("Numéro de candidature"),
            "started_at": _("Commencé le"),
            "national_id": _("Numéro INE"),
            "cvec_number": _("Numéro CVEC"),
            "street": _("Adresse"),
            "street_complement": _("Complément d’adresse"),
            "postal_code": _("Code postal"),
            "city": _("Ville"),
            "country": _("Pays"),
            "phone": _("Téléphone"),
            "personal_email": _("Adresse mail"),
            "personal_email_confirmed_at": _("Adresse confirmée le"),
            "step_confirmed_at": _("Formation confirmée le"),
        },
        lambda person_id: EnrolmentFile.objects.filter(enrolment__person_id=person_id),
    ),
    Table(
        "email_confirmations",
        _("Codes demandés pour confirmer l’adresse"),
        {"sent_to": _("Envoyé à"), "requested_at": _("Demandé le"), "used_at": _("Utilisé le")},
        lambda person_id: EmailConfirmation.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "invoices",
        _("Factures"),
        {
            "number": _("Numéro"),
            "total_cents": _("Montant en centimes"),
            "issued_at": _("Émise le"),
            "cancelled_at": _("Annulée le"),
        },
        lambda person_id: Invoice.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "invoice_lines",
        _("Lignes de ces factures"),
        {"invoice__number": _("Facture"), "kind": _("Objet"), "amount_cents": _("Montant en centimes")},
        lambda person_id: InvoiceLine.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "payment_attempts",
        _("Départs vers la banque"),
        {
            "invoice__number": _("Facture"),
            "provider": _("Banque"),
            "amount_cents": _("Montant en centimes"),
            "started_at": _("Le"),
            "refused_at": _("Refusé le"),
        },
        lambda person_id: PaymentAttempt.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "payments",
        _("Paiements"),
        {
            "invoice__number": _("Facture"),
            "provider": _("Banque"),
            "transaction_id": _("Transaction"),
            "amount_cents": _("Montant en centimes"),
            "received_at": _("Reçu le"),
            "refund_due_at": _("À rembourser depuis le"),
            "refund__refunded_at": _("Remboursé le"),
        },
        lambda person_id: Payment.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "receipts",
        _("Reçus"),
        {"number": _("Numéro"), "invoice__number": _("Facture"), "issued_at": _("Émis le")},
        lambda person_id: Receipt.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "enrolments",
        _("Inscriptions"),
        {"step__label": _("Formation"), "academic_year__starts_on": _("Rentrée"), "validated_at": _("Validée le")},
        lambda person_id: Enrolment.objects.filter(person_id=person_id),
    ),
    Table(
        "imports",
        _("Fichiers d’admissions que vous avez importés"),
        {"file_name": _("Fichier"), "requested_at": _("Demandé le"), "finished_at": _("Terminé le")},
        lambda person_id: AdmissionImport.objects.filter(requested_by_id=person_id),
    ),
    Table(
        "refunds",
        _("Remboursements que vous avez faits"),
        {"payment__transaction_id": _("Transaction"), "refunded_at": _("Fait le")},
        lambda person_id: Refund.objects.filter(by_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget who the person was."""
    erase_scolarite(person_id)


def kept(day: date) -> QuerySet[Any]:
    """Whoever enrolled within the years that accounts are kept, counted from the end of the year of the payment."""
    first_year = day.year - institution.current().retention.accounting_years
    return Enrolment.objects.filter(validated_at__year__gte=first_year).values("person_id")
