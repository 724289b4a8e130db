"""The messages of Paybox, against its public documentation."""

import hashlib
import hmac
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import ImproperlyConfigured

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.paybox import Paybox, request_signature
from peristyle.enrolment.ports import BankUnreachable, ForgedNotification, LaterPayment
from tests.enrolment.adapters.banks import HMAC_KEY, ORDER, PayboxVoice, opened, paybox_settings, signed
from tests.harness.fake_banks import FakePaybox, post, serving
from tests.harness.travel import Traveller

FIRST_FIELDS = [
    "PBX_SITE",
    "PBX_RANG",
    "PBX_IDENTIFIANT",
    "PBX_TOTAL",
    "PBX_DEVISE",
    "PBX_CMD",
    "PBX_PORTEUR",
    "PBX_RETOUR",
    "PBX_HASH",
    "PBX_TIME",
]


@pytest.fixture
def bank(tmp_path: Path) -> PayboxVoice:
    return PayboxVoice(tmp_path)


def test_the_form_has_the_fields_the_documentation_orders(bank: PayboxVoice, at: Traveller) -> None:
    at("2026-07-10 10:00")

    page = bank.provider.start(ORDER)

    assert page.url == "https://tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi"
    assert list(page.fields)[: len(FIRST_FIELDS)] == FIRST_FIELDS
    assert list(page.fields)[-1] == "PBX_HMAC"
    assert page.fields["PBX_TOTAL"] == "17800"
    assert page.fields["PBX_DEVISE"] == "978"
    assert page.fields["PBX_TIME"] == "2026-07-10T08:00:00+00:00"
    assert page.fields["PBX_ANNULE"] == ORDER.cancel_url
    assert page.fields["PBX_REPONDRE_A"] == ORDER.notification_url


def test_the_signature_covers_every_field_in_its_order(bank: PayboxVoice) -> None:
    fields = dict(bank.provider.start(ORDER).fields)
    signature = fields.pop("PBX_HMAC")

    message = "&".join(f"{name}={value}" for name, value in fields.items())

    assert signature == hmac.new(bytes.fromhex(HMAC_KEY), message.encode(), hashlib.sha512).hexdigest().upper()


def test_the_signature_is_the_one_openssl_computes() -> None:
    # printf 'PBX_SITE=1999888&PBX_RANG=32' | openssl dgst -sha512 -mac hmac -macopt hexkey:0123…EF (eight times)
    expected = (
        "AC10EFFB400D6A7B7791688E567AA6074330A34A87D59B60909F559B0869B3FD"
        "ED7DE00112F762EFF0B31C2741911B94B7955C13E9BE9C012F90899F61088568"
    )

    assert request_signature({"PBX_SITE": "1999888", "PBX_RANG": "32"}, HMAC_KEY) == expected


def test_the_payer_is_told_in_plain_letters_within_the_bank_s_lengths(bank: PayboxVoice) -> None:
    billing = ET.fromstring(bank.provider.start(ORDER).fields["PBX_BILLING"].encode())  # noqa: S314 — our own

    told = {element.tag: element.text for element in billing[0]}

    assert told == {
        "FirstName": "Lea-Elise",
        "LastName": "O'Hara Son",
        "Address1": "12 rue de l'Universite batiment C",
        "ZipCode": "34000",
        "City": "Montpellier",
        "CountryCode": "250",
    }


def test_one_thing_is_bought(bank: PayboxVoice) -> None:
    cart = ET.fromstring(bank.provider.start(ORDER).fields["PBX_SHOPPINGCART"].encode())  # noqa: S314

    assert cart.findtext("total/totalQuantity") == "1"


def test_another_s_key_does_not_speak_for_the_bank(bank: PayboxVoice) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    body = signed(f"montant=17800&reference={ORDER.reference}&erreur=00000&transaction=T1", key=stranger)

    with pytest.raises(ForgedNotification):
        bank.provider.read_notification({}, body, "")


@pytest.mark.parametrize(
    "said",
    [
        "reference=r&erreur=00000&transaction=T1",
        "montant=beaucoup&reference=r&erreur=00000&transaction=T1",
        "montant=17800&erreur=00000&transaction=T1",
        "montant=17800&reference=r&erreur=00000",
    ],
)
def test_a_signed_message_that_lacks_something_is_not_heard(bank: PayboxVoice, said: str) -> None:
    with pytest.raises(ForgedNotification):
        bank.provider.read_notification({}, signed(said), "")


def test_a_notification_may_come_in_the_address_too(bank: PayboxVoice) -> None:
    query = signed("montant=17800&reference=r&erreur=00000&transaction=T1").decode()

    outcome = bank.provider.read_notification({}, b"", query).outcome

    assert outcome
    assert outcome.accepted


def test_a_key_of_another_kind_opens_nothing(bank: PayboxVoice, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    (tmp_path / "bank.pem").write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))

    with pytest.raises(ForgedNotification):
        bank.provider.read_notification({}, signed("montant=1&reference=r&erreur=00000&transaction=T"), "")


def test_the_settings_come_from_the_environment(tmp_path: Path) -> None:
    key = tmp_path / "bank.pem"
    key.touch()
    environment = {
        "PERISTYLE_PAYBOX_SITE": "1999888",
        "PERISTYLE_PAYBOX_RANG": "032",
        "PERISTYLE_PAYBOX_IDENTIFIANT": "107904482",
        "PERISTYLE_PAYBOX_HMAC_KEY": HMAC_KEY,
        "PERISTYLE_PAYBOX_PUBLIC_KEY": str(key),
        "PERISTYLE_PAYBOX_PAGE": "https://recette-tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi",
    }

    settings = conf.paybox(environment)

    assert settings.rang == "032"
    assert Paybox(settings).start(ORDER).url == environment["PERISTYLE_PAYBOX_PAGE"]


def test_a_wrong_setting_is_told_by_its_name() -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        conf.paybox({"PERISTYLE_PAYBOX_SITE": "abc", "PERISTYLE_PAYBOX_HMAC_KEY": "xyz"})

    for name in ("SITE", "RANG", "IDENTIFIANT", "HMAC_KEY", "PUBLIC_KEY"):
        assert f"PERISTYLE_PAYBOX_{name}" in str(told.value)


IN_THREE = replace(ORDER, amount_cents=5934, later=tuple(LaterPayment(5933, date(2026, m, 10)) for m in (8, 9)))


def test_the_bank_is_told_the_later_instalments_and_how_long_the_card_must_last(bank: PayboxVoice) -> None:
    fields = bank.provider.start(IN_THREE).fields

    assert fields["PBX_TOTAL"] == "5934"
    assert (fields["PBX_2MONT1"], fields["PBX_DATE1"]) == ("5933", "10/08/2026")
    assert (fields["PBX_2MONT2"], fields["PBX_DATE2"]) == ("5933", "10/09/2026")
    assert fields["PBX_DATEVALMAX"] == "2609"
    assert list(fields)[-1] == "PBX_HMAC"


def test_the_bank_itself_takes_the_form_as_it_is_posted_and_no_other(tmp_path: Path) -> None:
    server = FakePaybox(HMAC_KEY, signed)
    with serving(server.answer) as address:
        page = PayboxVoice(tmp_path, f"{address}/cgi/page").provider.start(IN_THREE)
        status = post(page.url, urlencode(page.fields).encode())
        with pytest.raises(HTTPError):
            post(page.url, urlencode({**page.fields, "PBX_TOTAL": "1"}).encode())

    assert status == 200
    assert server.forms[ORDER.reference]["PBX_2MONT2"] == "5933"


def test_whoever_pays_goes_to_a_front_that_is_alive(tmp_path: Path) -> None:
    first, second = FakePaybox(HMAC_KEY, signed, alive=False), FakePaybox(HMAC_KEY, signed)
    with serving(first.answer) as dead, serving(second.answer) as alive:
        settings = paybox_settings(tmp_path, f"{dead}/cgi/page")
        provider = Paybox(settings.model_copy(update={"backup_page": f"{alive}/cgi/page"}))

        page = provider.start(opened(provider, ORDER))

    assert page.url == f"{alive}/cgi/page"


def test_nobody_is_sent_to_a_bank_that_is_down(tmp_path: Path) -> None:
    with serving(FakePaybox(HMAC_KEY, signed, alive=False).answer) as dead:
        provider = Paybox(paybox_settings(tmp_path, f"{dead}/cgi/page"))
        with pytest.raises(BankUnreachable):
            provider.prepare(ORDER)
    with pytest.raises(BankUnreachable):
        provider.prepare(ORDER)
