"""Around every request: an id, one log line without secrets, security headers, no cache for pages."""

import logging
import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from peristyle.kernel.permissions import Role
from peristyle.kernel.tokens import new_feed_token, new_token
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.kernel.conftest import LogLines


def test_each_request_has_an_id_of_its_own() -> None:
    ids = {PageClient().get("/sante/vivant")["X-Request-Id"] for _ in range(10)}

    assert len(ids) == 10
    assert all(re.fullmatch(r"[0-9a-f]{16}", identifier) for identifier in ids)


def test_the_proxy_s_id_is_kept() -> None:
    response = PageClient().get("/sante/vivant", headers={"X-Request-Id": "a1B2-c3D4-e5F6"})

    assert response["X-Request-Id"] == "a1B2-c3D4-e5F6"


@pytest.mark.parametrize("given", ["short", "x" * 65, 'id" level="CRITICAL', "id\\nforged", "é" * 10, ""])
def test_an_id_that_is_none_is_not_kept(given: str) -> None:
    response = PageClient().get("/sante/vivant", headers={"X-Request-Id": given})

    assert re.fullmatch(r"[0-9a-f]{16}", response["X-Request-Id"])


def test_each_request_is_one_line_of_json(log_lines: LogLines) -> None:
    response = PageClient().get("/sante/vivant?secret=never-logged", headers={"X-Request-Id": "a1B2-c3D4-e5F6"})

    (line,) = log_lines()
    assert response.status_code == HTTPStatus.OK
    assert line["level"] == "INFO"
    assert line["logger"] == "peristyle.requests"
    assert line["request_id"] == "a1B2-c3D4-e5F6"
    assert line["method"] == "GET"
    assert line["path"] == "/sante/vivant"
    assert line["status"] == 200
    assert 0 <= line["milliseconds"] < 60_000
    assert line["at"]
    assert "never-logged" not in str(line)


def test_what_is_logged_during_a_request_carries_its_id_and_afterwards_none(log_lines: LogLines) -> None:
    PageClient().get("/nulle-part/", headers={"X-Request-Id": "a1B2-c3D4-e5F6"})
    logging.getLogger("peristyle.tests").info("afterwards")

    *during, afterwards = log_lines()
    assert {line["request_id"] for line in during} == {"a1B2-c3D4-e5F6"}
    assert afterwards["request_id"] == "-"


def test_what_somebody_typed_cannot_forge_a_line(log_lines: LogLines) -> None:
    logging.getLogger("peristyle.tests").info('done\n{"level": "CRITICAL"}\u2028and more')

    (line,) = log_lines()
    assert line["level"] == "INFO"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["accounts:activation", "accounts:new_password", "mailbox:confirm_redirect"])
def test_no_line_holds_the_secret_of_an_address(name: str, log_lines: LogLines) -> None:
    secret = new_token()
    strict = PageClient(enforce_csrf_checks=True)

    strict.get(reverse(name, args=[secret]))
    refused = strict.post(reverse(name, args=[secret]))

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert {line["logger"] for line in log_lines()} >= {"peristyle.requests", "django.security.csrf"}
    assert secret not in str(log_lines())


@pytest.mark.django_db
@pytest.mark.parametrize("cut", ["{}.ics", "{}", "{}.ics/", "{}.icsx?a=1", "{}%22.ics", " {}.ics"])
def test_no_line_holds_the_secret_of_a_feed(cut: str, log_lines: LogLines) -> None:
    secret = new_feed_token()

    for address in (f"/emploi-du-temps/ical/{cut}", f"/ailleurs/{cut}"):
        PageClient().get(address.format(secret))
        PageClient(enforce_csrf_checks=True).post(address.format(secret))

    assert "peristyle.requests" in {line["logger"] for line in log_lines()}
    assert secret not in str(log_lines())


def test_a_refused_page_s_own_line_holds_no_secret_either(log_lines: LogLines) -> None:
    secret = new_token()

    PageClient().get(f"/nulle-part/{secret}/?jeton=1")

    assert {line["logger"] for line in log_lines()} == {"peristyle.requests", "django.request"}
    assert secret not in str(log_lines())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/sante/vivant", "/nulle-part/", "/connexion/", "/static/ui/css/house.css"])
def test_every_answer_forbids_what_a_page_of_ours_does_not_need(path: str) -> None:
    response = PageClient().get(path)

    policy = policy_of(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


def test_a_personal_page_is_kept_by_no_cache(inhabitant: Inhabitants) -> None:
    assert signed_in(inhabitant(Role.STUDENT)).get("/")["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_the_sign_in_page_is_kept_by_no_cache_either() -> None:
    assert PageClient().get("/connexion/")["Cache-Control"] == "no-store"


def policy_of(response: object) -> dict[str, list[str]]:
    """The directives of a Content-Security-Policy."""
    directives = str(response["Content-Security-Policy"]).split(";")  # type: ignore[index]
    return {name: sources for name, *sources in (directive.split() for directive in directives)}
