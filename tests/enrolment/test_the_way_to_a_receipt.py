"""From an application number to a receipt, as somebody walks it, without a browser."""

from collections.abc import Callable

import pytest

from peristyle.accounts.public import Account
from peristyle.enrolment.models import Enrolment, PaymentAttempt
from tests.enrolment.factories import AdmissionFactory
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
CONTACT = {
    "personal_email": "lea@example.net",
    "phone": "06 12 34 56 78",
    "street": "12 rue de l’Université",
    "street_complement": "",
    "postal_code": "34000",
    "city": "Montpellier",
    "country": "FR",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_somebody_admitted_ends_with_a_receipt_and_an_account(
    client: PageClient, at: Traveller, outbox: Outbox, run_due_tasks: Callable[..., list[str]], language: str
) -> None:
    at("2026-07-10 10:00")
    client.cookies["language"] = language
    admission = AdmissionFactory.create()

    start = {"application_number": admission.application_number, "birth_date": "12/05/2007", "email": admission.email}
    assert client.get("/inscription/").status_code == 200
    assert (
        client.post("/inscription/", start, follow=True).redirect_chain[-1][0] == "/inscription/dossier/identifiants/"
    )
    given = {"national_id": "0600000001P", "cvec_number": "MON1-AB12CD-34"}
    assert client.post("/inscription/dossier/identifiants/", given)["Location"] == "/inscription/dossier/coordonnees/"
    assert client.get("/inscription/dossier/coordonnees/").status_code == 200
    assert client.post("/inscription/dossier/coordonnees/", CONTACT)["Location"] == "/inscription/dossier/adresse/"
    assert client.get("/inscription/dossier/adresse/").status_code == 200
    run_due_tasks()
    code = outbox.to("lea@example.net")[-1].code
    assert client.post("/inscription/dossier/adresse/", {"code": code})["Location"] == "/inscription/dossier/etape/"
    assert "EE1 L1 Economie" in client.get("/inscription/dossier/etape/").content.decode()
    declared = client.post("/inscription/dossier/etape/", {"confirmed": "on"})["Location"]
    assert declared == "/inscription/dossier/situation/"
    assert client.get("/inscription/dossier/situation/").status_code == 200
    situation = {"regime": "initial", "gap_year": "none", "mobility": "none"}
    assert client.post("/inscription/dossier/situation/", situation)["Location"] == "/inscription/dossier/droits/"
    assert client.get("/inscription/dossier/droits/").status_code == 200
    assert client.post("/inscription/dossier/droits/")["Location"] == "/inscription/dossier/banque/"
    bank = client.get("/inscription/dossier/banque/")["Location"]
    assert bank == f"/inscription/banque-de-demonstration/{PaymentAttempt.objects.get().reference}/"
    assert client.get(bank).status_code == 200
    back = client.post(bank, {"decision": "accept"}, follow=True)
    assert back.redirect_chain[-1][0] == "/inscription/dossier/paiement/"
    assert not Enrolment.objects.exists()
    run_due_tasks()
    assert client.get("/inscription/dossier/paiement/etat/").headers["HX-Redirect"] == "/inscription/dossier/recu/"
    receipt = client.get("/inscription/dossier/paiement/", follow=True).content.decode()
    assert "Q2026-000001" in receipt
    assert Account.objects.get().login == "lea.martin@etu.umontpellier.fr"
    assert "Q2026-000001" in outbox.to("lea@example.net")[-1].subject

    at.later(minutes=15)
    run_due_tasks()

    assert outbox.to("lea@example.net")[-1].link("/activation/")
