"""What pages under /compte/ know besides: the sections of the account, and which of them is being read."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from peristyle.accounts.account_sections import account_sections
from peristyle.kernel.confinement import lets_in
from peristyle.ui.context import NavigationLink


def account_navigation(request: HttpRequest) -> dict[str, Callable[[], list[NavigationLink]]]:
    """The way between the sections; a function, since few pages ask."""

    def links() -> list[NavigationLink]:
        return [
            NavigationLink(section.title, reverse(section.url_name), section.icon, request.path)
            for section in account_sections()
            if lets_in(request, section.url_name)
        ]

    return {"account_navigation": links}
