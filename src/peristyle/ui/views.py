"""The gallery: every component in every state, for whoever composes a page."""

import re
from functools import cache
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peristyle.kernel.access import requires
from peristyle.kernel.transactions import reads
from peristyle.ui.charts import LineChart, Series, line_chart
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
        "chart": gallery_chart(),
    }
    return render(request, "ui/gallery.html", context)


def gallery_chart() -> LineChart:
    """Two years side by side."""
    years = [Series("2026-2027", [0, 12, 40, 95, 160, 210]), Series("2025-2026", [0, 20, 52, 80, 130, 170])]
    days = ["01/07", "08/07", "15/07", "22/07", "29/07", "05/08"]
    return line_chart(_("Inscriptions par semaine"), _("210 cette année, 170 l’an dernier."), days, years)


@cache
def icon_names() -> list[str]:
    """The signs of icons.svg, in its order."""
    return re.findall(r'<symbol id="([a-z-]+)"', ICONS.read_text(encoding="utf-8"))
