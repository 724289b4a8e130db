"""Where a request comes from: what our own proxies saw, never what a client pretends."""

import ipaddress

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from peristyle.kernel import origins
from tests.harness.page_client import PageClient

UNKNOWN = "0.0.0.0"


def origin(*, seen: str = "203.0.113.9", forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return origins.address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=seen))


def test_without_a_proxy_of_ours_the_header_is_hearsay(settings: Settings) -> None:
    settings.PERISTYLE_TRUSTED_PROXIES = 0

    assert origin(forwarded="198.51.100.1") == "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, " 2001:db8::1 ", "2001:db8::1"),
        (2, "198.51.100.1", "203.0.113.9"),
        (1, "", "203.0.113.9"),
        (1, ", ,", "203.0.113.9"),
        (1, "198.51.100.1, unknown", UNKNOWN),
        (1, "<script>", UNKNOWN),
    ],
)
def test_behind_proxies_of_ours_the_outermost_one_is_believed(
    settings: Settings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PERISTYLE_TRUSTED_PROXIES = proxies

    assert origin(forwarded=forwarded) == expected


@given(invented=st.lists(st.text(st.characters(codec="ascii", exclude_characters=",\r\n"))))
def test_whatever_a_client_invents_changes_nothing(invented: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.PERISTYLE_TRUSTED_PROXIES", 1)

        assert origin(forwarded=",".join([*invented, "198.51.100.1"])) == "198.51.100.1"


def test_ipv4_is_ipv4_on_a_socket_open_to_both_families() -> None:
    assert origin(seen="::ffff:198.51.100.1") == "198.51.100.1"


def test_a_request_from_nowhere_has_an_address_too() -> None:
    assert origin(seen="") == UNKNOWN


@given(st.ip_addresses(v=4))
def test_a_household_is_one_address_in_ipv4(address: ipaddress.IPv4Address) -> None:
    assert origins.prefix(str(address)) == str(address)


@given(st.ip_addresses(v=6), st.integers(min_value=0, max_value=2**64 - 1))
def test_a_household_is_64_bits_in_ipv6(address: ipaddress.IPv6Address, device: int) -> None:
    neighbour = ipaddress.IPv6Address((int(address) >> 64 << 64) | device)

    assert origins.prefix(str(address)) == origins.prefix(str(neighbour))
    assert origins.prefix(str(address)).endswith("/64")


def test_the_origin_is_known_during_the_request_only() -> None:
    PageClient().get("/sante/vivant", REMOTE_ADDR="198.51.100.1")

    assert origins.present.get() == ""
