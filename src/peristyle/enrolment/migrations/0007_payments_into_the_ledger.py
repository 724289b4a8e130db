from typing import Any

from django.db import migrations
from django.utils import timezone


def write_ledger(apps: Any, schema_editor: Any) -> None:
    """Each payment becomes an entry, each refund a negative one; what waits to be given back is marked so."""
    entries = apps.get_model("enrolment", "LedgerEntry").objects
    invoices = apps.get_model("enrolment", "Invoice").objects
    payments = apps.get_model("enrolment", "Payment").objects
    for payment in payments.order_by("pk").iterator():
        entries.create(
            invoice_id=payment.invoice_id,
            kind="received",
            means="card",
            amount_cents=payment.amount_cents,
            dated_on=timezone.localdate(payment.received_at),
            booked_at=payment.received_at,
            provider=payment.provider,
            transaction_id=payment.transaction_id,
            attempt_id=payment.attempt_id,
        )
    refunds = apps.get_model("enrolment", "Refund").objects.select_related("payment")
    for refund in refunds.order_by("pk").iterator():
        entries.create(
            invoice_id=refund.payment.invoice_id,
            kind="given_back",
            means="card",
            amount_cents=-refund.payment.amount_cents,
            dated_on=timezone.localdate(refund.refunded_at),
            booked_at=refund.refunded_at,
            by_id=refund.by_id,
        )
    for payment in payments.filter(refund_due_at__isnull=False, refund=None):
        invoices.filter(pk=payment.invoice_id).update(owed_back_since=payment.refund_due_at)


class Migration(migrations.Migration):

    dependencies = [
        ('enrolment', '0006_the_ledger'),
    ]

    operations = [
        migrations.RunPython(write_ledger, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(
            name='Refund',
        ),
        migrations.DeleteModel(
            name='Payment',
        ),
    ]
