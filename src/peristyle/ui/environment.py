"""The Jinja2 environment of all pages and letters."""

from datetime import date, datetime
from functools import cache
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
        # Asked thirty times a page, and their answers last as long as the process.
        "static": cache(static),
        "institution": SimpleLazyObject(institution.current),
    }
    made.filters |= {
        "date": long_date,
        "datetime": date_and_time,
        "weekday": weekday_and_date,
        "time": time_of_day,
        "euros": euros,
        "in_french": in_french,
        "markdown": markdown,
    }
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args, kwargs=kwargs) if args or kwargs else _plain_url(name)


@cache
def _plain_url(name: str) -> str:
    return reverse(name)


def _locale() -> str:
    # Plain « en » is American: November 23, 2026.
    return "en_GB" if get_language() == "en" else "fr"


def long_date(day: date) -> str:
    """« 23 novembre 2026 »."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return format_date(day, f"{_day(day)} MMMM y", locale=_locale())


def weekday_and_date(day: date) -> str:
    """« lundi 23 novembre »."""
    return format_date(day, f"EEEE {_day(day)} MMMM", locale=_locale())


def month_and_year(day: date) -> str:
    """« novembre 2026 »."""
    return format_date(day, "MMMM y", locale=_locale())


def time_of_day(instant: datetime) -> str:
    """« 18:35 », in the institution's time zone."""
    return format_datetime(timezone.localtime(instant), "HH:mm", locale=_locale())


def date_and_time(instant: datetime) -> str:
    """« lundi 23 novembre 2026 à 18:35 », in the institution's time zone."""
    local = timezone.localtime(instant)
    at = "à" if _locale() == "fr" else "at"
    return format_datetime(local, f"EEEE {_day(local)} MMMM y '{at}' HH:mm", locale=_locale())


def _day(day: date) -> str:
    """The day of the month in the patterns above: French writes « 1er » for the first, and for no other."""
    return "'1er'" if day.day == 1 and _locale() == "fr" else "d"


def in_french(text: str) -> str:
    """A name that exists in French only, marked as such on a page in another language (WCAG 3.1.2)."""
    return str(text) if _locale() == "fr" else Markup('<span lang="fr">{}</span>').format(text)


def euros(cents: int) -> str:
    """« 178,00 € » from integer cents."""
    return format_currency(cents / 100, "EUR", locale=_locale())


def markdown(text: str) -> Markup:
    """A text of the institution as HTML; its titles start at level 2."""
    shifted = "\n".join(f"#{line}" if line.startswith("#") else line for line in text.splitlines())
    return Markup(_markdown.render(shifted))  # noqa: S704 — rendered without raw HTML
