"""Addresses in letters come from configuration, whatever a request says of its host."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from peristyle.kernel.addresses import absolute


@pytest.mark.parametrize("public", ["https://ent.example.fr", "https://ent.example.fr/"])
def test_an_address_is_absolute_and_has_one_slash(settings: Settings, public: str) -> None:
    settings.PERISTYLE_URL = public

    assert absolute("portal:home") == "https://ent.example.fr/"
    assert absolute("accounts:sign_in") == "https://ent.example.fr" + reverse("accounts:sign_in")
