"""The Jinja2 environment of all pages and letters."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from peristyle.kernel import institution
from peristyle.kernel.addresses import absolute

# Raw HTML in a text is shown as text: a charter is written in Markdown only.
_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False})


def environment(**options: Any) -> Environment:
    """An environment in which an unknown name is an error and every value is escaped."""
    options |= {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701 — autoescape is on above
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=gettext, ngettext=ngettext, pgettext=pgettext, npgettext=npgettext, newstyle=True
    )
    made.globals |= {
        "url": url,
        "absolute": absolute,
        "static": static,
        "institution": SimpleLazyObject(institution.current),
    }
    made.filters |= {
        "date": long_date,
        "datetime": date_and_time,
        "time": time_of_day,
        "month_day": month_day,
        "euros": euros,
        "markdown": markdown,
    }
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args, kwargs=kwargs)


def _locale() -> str:
    # Plain « en » is American: November 23, 2026.
    return "en_GB" if get_language() == "en" else "fr"


def long_date(day: date) -> str:
    """« 23 novembre 2026 »."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return format_date(day, "long", locale=_locale())


def month_day(text: str) -> str:
    """« 31 décembre » from "12-31"."""
    month, day = text.split("-")
    return format_date(date(2000, int(month), int(day)), "d MMMM", locale=_locale())


def time_of_day(instant: datetime) -> str:
    """« 18:35 », in the institution's time zone."""
    return format_datetime(timezone.localtime(instant), "HH:mm", locale=_locale())


def date_and_time(instant: datetime) -> str:
    """« lundi 23 novembre 2026 à 18:35 », in the institution's time zone."""
    pattern = "EEEE d MMMM yyyy 'à' HH:mm" if _locale().startswith("fr") else "EEEE d MMMM yyyy 'at' HH:mm"
    return format_datetime(timezone.localtime(instant), pattern, locale=_locale())


def euros(cents: int) -> str:
    """« 178,00 € » from integer cents."""
    return format_currency(cents / 100, "EUR", locale=_locale())


def markdown(text: str) -> Markup:
    """A text of the institution as HTML; its titles start at level 2."""
    shifted = "\n".join(f"#{line}" if line.startswith("#") else line for line in text.splitlines())
    return Markup(_markdown.render(shifted))  # noqa: S704 — rendered without raw HTML
