"""Where somebody signs in from, in words."""

from ipaddress import ip_network

import pytest
from django.utils import translation

from peristyle.accounts.places import place_in_words
from peristyle.kernel import institution
from peristyle.kernel.institution import Place

CAMPUS = Place(
    fr="Campus Richter", en="Richter campus", networks=(ip_network("192.0.2.0/24"), ip_network("2001:db8::/32"))
)


@pytest.fixture(autouse=True)
def one_campus(monkeypatch: pytest.MonkeyPatch) -> None:
    house = institution.current().model_copy(update={"places": (CAMPUS,)})
    monkeypatch.setattr(institution, "current", lambda: house)


@pytest.mark.parametrize("address", ["192.0.2.77", "2001:db8:1::1"])
def test_a_network_of_the_institution_is_called_by_its_name(address: str) -> None:
    assert place_in_words(address) == "Campus Richter"
    with translation.override("en"):
        assert place_in_words(address) == "Richter campus"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("82.64.17.201", "ailleurs (réseau 82.64.x.x)"),
        ("2a01:cb1c:8a3:4f00::17", "ailleurs (réseau 2a01:cb1c:08a3:…)"),
        ("", "lieu inconnu"),
    ],
)
def test_elsewhere_only_the_network_is_told(address: str, words: str) -> None:
    assert place_in_words(address) == words
