"""What scolarité knows of a person: admissions, files, invoices, payments, enrolments."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.actions.erase_scolarite import erase_scolarite
from peristyle.enrolment.actions.supporting_documents.erase_documents import erase_documents
from peristyle.enrolment.models import (
    Admission,
    AdmissionImport,
    Checking,
    CorrectionRequest,
    CreditNote,
    DocumentEvent,
    EmailConfirmation,
    Enrolment,
    EnrolmentExport,
    EnrolmentFile,
    Exemption,
    FedEnrolment,
    FeedRun,
    FileDecision,
    GivenFile,
    Instalment,
    InstalmentPlan,
    InstalmentReminder,
    Invoice,
    InvoiceLine,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
    ReenrolmentImport,
    RefundRequest,
    ReturnCode,
    StudentCard,
    SupportingDocument,
    UnfinishedUpload,
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
        lambda person_id: Admission.objects.filter(person_id=person_id),
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
            "regime": _("Régime d’études"),
            "grant_notice": _("Notification de bourse"),
            "gap_year": _("Césure"),
            "mobility": _("Échange international"),
            "special_regime": _("Régime spécial d’études demandé"),
            "optional_rights": _("Droits facultatifs"),
            "situation_given_at": _("Situation déclarée le"),
        },
        lambda person_id: EnrolmentFile.objects.filter(admission__person_id=person_id),
    ),
    Table(
        "email_confirmations",
        _("Codes demandés pour confirmer l’adresse"),
        {"sent_to": _("Envoyé à"), "requested_at": _("Demandé le"), "used_at": _("Utilisé le")},
        lambda person_id: EmailConfirmation.objects.filter(file__admission__person_id=person_id),
    ),
    Table(
        "invoices",
        _("Factures"),
        {
            "number": _("Numéro"),
            "total_cents": _("Montant en centimes"),
            "issued_at": _("Émise le"),
            "cancelled_at": _("Annulée le"),
            "awaited_means": _("Paiement annoncé"),
            "owed_back_since": _("À rembourser depuis le"),
        },
        lambda person_id: Invoice.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "invoice_lines",
        _("Lignes de ces factures"),
        {
            "invoice__number": _("Facture"),
            "kind": _("Objet"),
            "detail": _("Détail"),
            "amount_cents": _("Montant en centimes"),
        },
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
        "exemptions",
        _("Exonérations"),
        {
            "ground": _("Motif"),
            "reason": _("Précision"),
            "amount_cents": _("Montant en centimes"),
            "granted_at": _("Accordée le"),
            "withdrawn_at": _("Retirée le"),
        },
        lambda person_id: Exemption.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "credits",
        _("Avoirs"),
        {
            "number": _("Numéro"),
            "invoice__number": _("Facture"),
            "amount_cents": _("Montant en centimes"),
            "reason": _("Motif"),
            "explanation": _("Précision"),
            "made_at": _("Établi le"),
        },
        lambda person_id: CreditNote.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "instalment_plans",
        _("Échéanciers"),
        {"invoice__number": _("Facture"), "made_at": _("Établi le"), "agreed_at": _("Choisi le")},
        lambda person_id: InstalmentPlan.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "instalments",
        _("Échéances"),
        {
            "plan__invoice__number": _("Facture"),
            "position": _("Rang"),
            "amount_cents": _("Montant en centimes"),
            "due_on": _("Due le"),
            "settled_at": _("Payée le"),
            "refused_at": _("Refusée le"),
        },
        lambda person_id: Instalment.objects.filter(plan__invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "instalment_reminders",
        _("Rappels d’échéance"),
        {"instalment__due_on": _("Échéance"), "number": _("Rang"), "sent_at": _("Envoyé le")},
        lambda person_id: InstalmentReminder.objects.filter(
            instalment__plan__invoice__file__enrolment__person_id=person_id
        ),
    ),
    Table(
        "refund_requests",
        _("Demandes de remboursement"),
        {
            "invoice__number": _("Facture"),
            "reason": _("Motif"),
            "said": _("Précision"),
            "account_holder": _("Titulaire du compte"),
            "asked_at": _("Demandé le"),
            "decided_at": _("Décidé le"),
            "accepted": _("Accepté"),
            "answer": _("Réponse"),
            "paid_back_at": _("Remboursé le"),
        },
        lambda person_id: RefundRequest.objects.filter(person_id=person_id),
    ),
    Table(
        "ledger",
        _("Paiements et remboursements"),
        {
            "invoice__number": _("Facture"),
            "kind": _("Mouvement"),
            "means": _("Moyen"),
            "provider": _("Banque"),
            "transaction_id": _("Transaction"),
            "amount_cents": _("Montant en centimes"),
            "dated_on": _("Daté du"),
            "booked_at": _("Inscrit le"),
            "explanation": _("Précision"),
        },
        lambda person_id: LedgerEntry.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "receipts",
        _("Reçus"),
        {"number": _("Numéro"), "invoice__number": _("Facture"), "issued_at": _("Émis le")},
        lambda person_id: Receipt.objects.filter(invoice__file__enrolment__person_id=person_id),
    ),
    Table(
        "supporting_documents",
        _("Pièces justificatives"),
        {
            "kind": _("Pièce"),
            "state": _("État"),
            "since": _("Donnée le"),
            "decided_at": _("Décidée le"),
            "reason": _("Raison"),
            "said": _("Précision"),
        },
        lambda person_id: SupportingDocument.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "given_files",
        _("Fichiers de ces pièces"),
        {
            "document__kind": _("Pièce"),
            "file_name": _("Fichier"),
            "size": _("Taille en octets"),
            "given_at": _("Donné le"),
            "refusal": _("Refusé parce que"),
            "two_d_doc": _("Code 2D-Doc lu"),
        },
        lambda person_id: GivenFile.objects.filter(document__file__enrolment__person_id=person_id),
    ),
    Table(
        "unfinished_uploads",
        _("Envois de fichiers inachevés"),
        {"document__kind": _("Pièce"), "file_name": _("Fichier"), "started_at": _("Commencé le")},
        lambda person_id: UnfinishedUpload.objects.filter(document__file__enrolment__person_id=person_id),
    ),
    Table(
        "document_events",
        _("Historique de ces pièces"),
        {
            "document__kind": _("Pièce"),
            "change": _("Événement"),
            "at": _("Le"),
            "reason": _("Raison"),
            "said": _("Précision"),
        },
        lambda person_id: DocumentEvent.objects.filter(document__file__enrolment__person_id=person_id),
    ),
    Table(
        "checkings",
        _("Dossiers que vous vérifiez"),
        {"file_id": _("Dossier"), "until": _("Jusqu’à")},
        lambda person_id: Checking.objects.filter(officer_id=person_id),
    ),
    Table(
        "enrolments",
        _("Inscriptions"),
        {
            "step__label": _("Formation"),
            "academic_year__starts_on": _("Rentrée"),
            "main": _("Principale"),
            "validated_at": _("Validée le"),
            "cancelled_at": _("Annulée le"),
            "cancellation_reason": _("Motif d’annulation"),
        },
        lambda person_id: Enrolment.objects.filter(person_id=person_id),
    ),
    Table(
        "fed_enrolments",
        _("Inscriptions reprises d’un autre système"),
        {"student_code": _("Numéro étudiant"), "period": _("Période"), "path": _("Chemin")},
        lambda person_id: FedEnrolment.objects.filter(enrolment__person_id=person_id),
    ),
    Table(
        "corrections",
        _("Corrections demandées"),
        {
            "subject": _("Sujet"),
            "said": _("Demande"),
            "asked_at": _("Demandée le"),
            "decided_at": _("Décidée le"),
            "accepted": _("Acceptée"),
            "answer": _("Réponse"),
        },
        lambda person_id: CorrectionRequest.objects.filter(person_id=person_id),
    ),
    Table(
        "cards",
        _("Carte d’étudiant"),
        {"number": _("Numéro européen (ESCN)"), "made_at": _("Créée le")},
        lambda person_id: StudentCard.objects.filter(person_id=person_id),
    ),
    Table(
        "return_codes",
        _("Codes de réinscription envoyés"),
        {"requested_at": _("Demandé le"), "sent_at": _("Envoyé le"), "used_at": _("Utilisé le")},
        lambda person_id: ReturnCode.objects.filter(person_id=person_id),
    ),
    Table(
        "reenrolment_imports",
        _("Fichiers de réinscriptions que vous avez importés"),
        {"file_name": _("Fichier"), "requested_at": _("Demandé le"), "finished_at": _("Terminé le")},
        lambda person_id: ReenrolmentImport.objects.filter(requested_by_id=person_id),
    ),
    Table(
        "decisions",
        _("Décisions sur vos dossiers"),
        {
            "kind": _("Sujet"),
            "raised_at": _("Demandée le"),
            "decided_at": _("Prise le"),
            "accepted": _("Acceptée"),
            "answer": _("Réponse"),
        },
        lambda person_id: FileDecision.objects.filter(file__enrolment__person_id=person_id),
    ),
    Table(
        "imports",
        _("Fichiers d’admissions que vous avez importés"),
        {"file_name": _("Fichier"), "requested_at": _("Demandé le"), "finished_at": _("Terminé le")},
        lambda person_id: AdmissionImport.objects.filter(requested_by_id=person_id),
    ),
    Table(
        "feed_imports",
        _("Fichiers d’inscriptions que vous avez importés"),
        {"file_name": _("Fichier"), "requested_at": _("Demandé le"), "finished_at": _("Terminé le")},
        lambda person_id: FeedRun.objects.filter(requested_by_id=person_id),
    ),
    Table(
        "exports",
        _("Exports d’inscriptions que vous avez demandés"),
        {"requested_at": _("Demandé le"), "rows_total": _("Lignes")},
        lambda person_id: EnrolmentExport.objects.filter(requested_by_id=person_id),
    ),
    Table(
        "recorded_entries",
        _("Paiements et remboursements que vous avez enregistrés"),
        {"transaction_id": _("Transaction"), "booked_at": _("Inscrit le")},
        lambda person_id: LedgerEntry.objects.filter(by_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget who the person was."""
    erase_documents(person_id)
    erase_scolarite(person_id)


def kept(day: date) -> QuerySet[Any]:
    """Whoever enrolled within the years that accounts are kept, counted from the end of the year of the payment."""
    first_year = day.year - institution.current().retention.accounting_years
    return Enrolment.objects.filter(validated_at__year__gte=first_year).values("person_id")
