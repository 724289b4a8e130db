"""Rows of the demonstration."""

import factory

from peristyle.demo.models import DemoMail
from peristyle.kernel import clock
from tests.harness.factories import HouseFactory


class DemoMailFactory(HouseFactory[DemoMail]):
    """A mail somebody received at home."""

    class Meta:
        model = DemoMail

    to = factory.Sequence(lambda number: f"lea.{number}@example.org")
    subject = "Activez votre compte"
    text = "Bonjour Léa,\n\nVotre lien :\nhttps://ent.test/activation/abc\n\nÀ bientôt."
    html = "<!doctype html><title>Activez</title><p style='color:red'>Bonjour Léa"
    sent_at = factory.LazyFunction(clock.now)
