"""Remind those whose instalment is due: on its day, then after the days that the institution's file says."""

from django.db import transaction
from django.utils import translation

from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import Instalment, InstalmentReminder
from peristyle.enrolment.queries import balance_of, schedule_of
from peristyle.enrolment.rules.instalments import reminder_due
from peristyle.enrolment.rules.ledger import part_due_cents
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task
from peristyle.people.public import write_to
from peristyle.ui.environment import long_date


@task(retries=2)
def chase_instalments() -> None:
    """A letter for each unpaid instalment whose day came, none twice; on the day none for what the bank takes."""
    rules, today = institution.current().fees.instalments, clock.today()
    late = Instalment.objects.filter(settled_at=None, plan__agreed_at__isnull=False, due_on__lte=today)
    for instalment in late.select_related("plan__invoice__file__enrolment__person"):
        number = reminder_due(instalment.due_on, today, rules.reminder_days)
        bank_takes_it = payment_provider().carries_instalments and instalment.refused_at is None
        if number is not None and not (number == 0 and bank_takes_it):
            _remind(instalment, number)


@transaction.atomic
def _remind(instalment: Instalment, number: int) -> None:
    _, created = InstalmentReminder.objects.get_or_create(
        instalment=instalment, number=number, defaults={"sent_at": clock.now()}
    )
    if not created:
        return
    invoice, patience = instalment.plan.invoice, institution.current().fees.instalments.patience
    person = invoice.file.enrolment.person
    with translation.override(person.language):
        days = {"due_on": long_date(instalment.due_on), "held_back_from": long_date(instalment.due_on + patience)}
    write_to(
        person,
        "enrolment/letters/instalment_due",
        invoice=invoice.number,
        amount_cents=part_due_cents(schedule_of(invoice), instalment.position, balance_of(invoice)),
        number=number,
        **days,
    )
