"""What the papers of an enrolment say: facts only, the same in every language; the words belong to the templates."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from peristyle.accounts.public import account_of_person
from peristyle.documents.public import qr_code
from peristyle.enrolment.models import Enrolment, Receipt
from peristyle.enrolment.queries import papers_file
from peristyle.kernel import clock, institution
from peristyle.kernel.addresses import absolute
from peristyle.people.public import Person

Facts = dict[str, Any]


def scolpass_facts(person: Person, enrolments: Sequence[Enrolment]) -> Facts:
    """The SCOL'PASS of a year, as on the reference page: who, where, which étapes, which identifier."""
    account = account_of_person(person.pk)
    rules = institution.current().accounts
    return {
        "holder": _holder(person),
        "year": str(enrolments[0].academic_year),
        "components": sorted({enrolment.step.degree.component.name for enrolment in enrolments}),
        "steps": [_step(enrolment) for enrolment in enrolments],
        "login": account.login if account else "",
        "delay_minutes": rules.activation_delay_minutes,
        "link_hours": rules.activation_link_hours,
        "first_connection": _way("accounts:first_connection"),
    }


def enrolment_facts(person: Person, enrolment: Enrolment) -> Facts:
    """The certificat de scolarité and the attestation: « est régulièrement inscrit(e) », or was."""
    return {
        "holder": _holder(person),
        "year": str(enrolment.academic_year),
        "past": enrolment.academic_year.ends_on < clock.today(),
        "component": enrolment.step.degree.component.name,
        "degree": enrolment.step.degree.name,
        "step": _step(enrolment),
        "regime": enrolment.file.regime,
        "gap_year": enrolment.file.gap_year,
        "signatory": _signatory(),
    }


def receipt_facts(person: Person, receipt: Receipt) -> Facts:
    """The quittance: what was charged, less what was credited, what was paid, how and when."""
    invoice = receipt.invoice
    enrolment = invoice.file.enrolment
    charged = [(line.label, line.amount_cents) for line in invoice.lines.all()]
    credited = [(note.get_reason_display, -note.amount_cents) for note in invoice.credits.all()]
    return {
        "holder": _holder(person),
        "year": str(enrolment.academic_year),
        "step": _step(enrolment),
        "receipt": receipt.number,
        "invoice": invoice.number,
        "issued_on": receipt.issued_at.date().isoformat(),
        "lines": [{"words": _in_both(words), "cents": cents} for words, cents in charged + credited],
        "total_cents": sum(cents for _words, cents in charged + credited),
        "payments": [
            {
                "on": entry.dated_on.isoformat(),
                "means": _in_both(entry.get_means_display),
                "cents": entry.amount_cents,
            }
            for entry in invoice.entries.all()
        ],
        "signatory": _signatory(),
    }


def _holder(person: Person) -> Facts:
    """Official documents say the civil status, screens the usual names."""
    return {
        "civility": person.civility,
        "birth_name": person.birth_name,
        "usual_name": person.usual_name,
        "given_name": person.given_name,
        "given_names": " ".join(filter(None, [person.given_name, person.other_given_names])),
        "birth_date": person.birth_date.isoformat(),
        "birth_place": person.birth_place,
        "national_id": person.national_id or "",
        "student_number": person.student_number,
    }


def _step(enrolment: Enrolment) -> Facts:
    return {"code": enrolment.step.code, "label": enrolment.step.label}


def _signatory() -> Facts:
    file = papers_file()
    return {"fr": file.signatory_fr, "en": file.signatory_en}


def _way(page: str) -> Facts:
    address = absolute(page)
    return {"address": address, "qr": qr_code(address)}


def _in_both(words: Any) -> Facts:
    said = {}
    for language in ("fr", "en"):
        with override(language):
            said[language] = str(words() if callable(words) else words)
    return said
