"""Export the ledger of a period for the accountant of the régie."""

from datetime import date
from decimal import Decimal
from typing import Any

from peristyle.audit.public import record
from peristyle.enrolment.models import LedgerEntry
from peristyle.enrolment.queries import ledger_between
from peristyle.kernel.spreadsheets import csv_lines
from peristyle.people.public import Person

TITLES = (
    "date",
    "facture",
    "mouvement",
    "moyen",
    "montant",
    "banque",
    "reference",
    "nom",
    "prenom",
    "candidature",
    "etape",
    "composante",
    "enregistre_par",
)
KINDS = {
    LedgerEntry.Kind.RECEIVED: "encaissement",
    LedgerEntry.Kind.GIVEN_BACK: "remboursement",
    LedgerEntry.Kind.REVERSED: "annulation",
}


def export_ledger(officer: Person, first: date, last: date) -> str:
    """A line for each movement, as a French Excel reads it: semicolons, decimal commas, no cell that is a formula."""
    text = "".join(csv_lines(TITLES, map(_cells, ledger_between(officer, first, last))))
    record("enrolment.export_ledger", actor=officer, first=first.isoformat(), last=last.isoformat())
    return text


def _cells(entry: LedgerEntry) -> tuple[Any, ...]:
    admission = entry.invoice.file.admission
    return (
        f"{entry.dated_on:%d/%m/%Y}",
        entry.invoice.number,
        KINDS[LedgerEntry.Kind(entry.kind)],
        str(entry.get_means_display()),
        Decimal(entry.amount_cents).scaleb(-2),
        entry.provider,
        entry.transaction_id,
        admission.birth_name,
        admission.given_name,
        admission.application_number,
        str(admission.step),
        admission.step.degree.component_id,
        entry.by.display_name if entry.by else "",
    )
