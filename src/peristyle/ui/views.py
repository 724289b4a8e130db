"""The gallery: every component in every state, for whoever composes a page."""

import re
from functools import cache
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.kernel.access import requires
from peristyle.kernel.transactions import reads
from peristyle.ui.forms import GalleryFilters, GalleryForm, wrongly_filled

ICONS = Path(__file__).parent / "static" / "ui" / "icons.svg"


@requires("ui.see_gallery")
@reads
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component in each of its states."""
    pages = Paginator(range(200), 10)
    context = {
        "form": GalleryForm(),
        "filters": GalleryFilters(),
        "form_with_errors": wrongly_filled(),
        "first_page": pages.page(1),
        "middle_page": pages.page(9),
        "icons": icon_names(),
    }
    return render(request, "ui/gallery.html", context)


@cache
def icon_names() -> list[str]:
    """The signs of icons.svg, in its order."""
    return re.findall(r'<symbol id="([a-z-]+)"', ICONS.read_text(encoding="utf-8"))
