"""The only client of the tests: every page it fetches is checked as a page."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.translation import get_language

from tests.harness.databases import ON_POSTGRESQL
from tests.harness.page_check import problems_of_fragment, problems_of_page


class BadlyMadePage(AssertionError):
    """A page was answered that is not well made; the message says what to mend."""


class PageClient(Client):
    """Django's test client, which refuses badly made pages: `client.get("/")` fails if the page does."""

    #: How a page is made does not depend on the database: SQLite's run has looked at it.
    looks = not ON_POSTGRESQL

    def request(self, **request: Any) -> Any:
        """Send the request, and look at the page that comes back."""
        response: Any = super().request(**request)
        if self.looks and is_html(response) and response.content:
            self._look_at(response, in_part=bool(request.get("HTTP_HX_REQUEST")), address=str(request.get("PATH_INFO")))
        return response

    def in_english(self) -> "PageClient":
        """The same browser, set to English."""
        self.cookies["language"] = "en"
        return self

    def _look_at(self, response: HttpResponse, *, in_part: bool, address: str) -> None:
        html = response.content.decode()
        language = response.headers.get("Content-Language") or get_language() or "fr"
        whole = not in_part or html.lstrip()[:9].lower() == "<!doctype"
        problems = (problems_of_page if whole else problems_of_fragment)(html, language=language)
        if problems:
            raise BadlyMadePage(f"{address} is not well made:\n" + "\n".join(f"  · {problem}" for problem in problems))


def is_html(response: HttpResponse) -> bool:
    """Whether a response is a page or a part of one."""
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
