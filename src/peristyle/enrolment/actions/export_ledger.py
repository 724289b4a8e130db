"""Export the ledger of a period for the accountant of the régie."""

import csv
import io
from datetime import date

from peristyle.audit.public import record
from peristyle.enrolment.models import LedgerEntry
from peristyle.enrolment.queries import ledger_between
from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, safe_cell
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
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(TITLES)
    for entry in ledger_between(officer, first, last):
        # The amount is a number: its minus sign begins no formula.
        cells = [safe_cell(cell) for cell in _cells(entry)]
        writer.writerow([*cells[:4], _euros(entry.amount_cents), *cells[4:]])
    record("enrolment.export_ledger", actor=officer, first=first.isoformat(), last=last.isoformat())
    return BYTE_ORDER_MARK + text.getvalue()


def _cells(entry: LedgerEntry) -> tuple[str, ...]:
    admission = entry.invoice.file.admission
    return (
        f"{entry.dated_on:%d/%m/%Y}",
        entry.invoice.number,
        KINDS[LedgerEntry.Kind(entry.kind)],
        str(entry.get_means_display()),
        entry.provider,
        entry.transaction_id,
        admission.birth_name,
        admission.given_name,
        admission.application_number,
        str(admission.step),
        admission.step.degree.component_id,
        entry.by.display_name if entry.by else "",
    )


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"
