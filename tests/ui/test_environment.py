"""The environment of all pages: nothing unknown, everything escaped, dates and sums in the reader's language."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from peristyle.ui import environment
from tests.harness.typography import mistakes

EVENING = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def rendered(template: str, language: str = "fr", **context: Any) -> str:
    """What a page makes of a template."""
    with translation.override(language):
        return str(engines["jinja2"].from_string(template).render(context))


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="given_nam"):
        rendered("{{ given_nam }}")


def test_every_value_is_escaped() -> None:
    assert rendered("{{ name }}", name="<b>&'\"") == "&lt;b&gt;&amp;&#39;&#34;"


def test_a_value_within_a_translated_text_is_escaped() -> None:
    assert rendered('{{ _("Bonjour %(name)s", name=name) }}', name="<b>") == "Bonjour &lt;b&gt;"


def test_pages_are_reached_by_their_names() -> None:
    assert rendered("{{ url('accounts:sign_in') }}") == "/connexion/"
    assert rendered("{{ absolute('accounts:sign_in') }}") == "https://ent.test/connexion/"


@pytest.mark.parametrize(
    ("template", "french", "english"),
    [
        ("{{ day|date }}", "1er janvier 2027", "1 January 2027"),
        ("{{ instant|date }}", "1er janvier 2027", "1 January 2027"),
        ("{{ instant|time }}", "00:30", "00:30"),
        ("{{ instant|datetime }}", "vendredi 1er janvier 2027 à 00:30", "Friday 1 January 2027 at 00:30"),
        (
            "{{ 'Faculté <de> droit'|in_french }}",
            "Faculté &lt;de&gt; droit",
            '<span lang="fr">Faculté &lt;de&gt; droit</span>',
        ),
        ("{{ 17800|euros }}", "178,00\u00a0€", "€178.00"),
        ("{{ 123456789|euros }}", "1\u202f234\u202f567,89\u00a0€", "€1,234,567.89"),
        ("{{ 0|euros }}", "0,00\u00a0€", "€0.00"),
        ("{{ (-500)|euros }}", "-5,00\u00a0€", "-€5.00"),
    ],
)
def test_dates_hours_and_sums_are_written_in_the_reader_s_language(template: str, french: str, english: str) -> None:
    facts = {"day": date(2027, 1, 1), "instant": EVENING}

    assert rendered(template, "fr", **facts) == french
    assert rendered(template, "en", **facts) == english


def test_what_is_written_in_french_is_well_written() -> None:
    with translation.override("fr"):
        texts = [environment.date_and_time(EVENING), environment.euros(17800), environment.long_date(date(2027, 1, 1))]

    assert [mistake for text in texts for mistake in mistakes(text)] == []


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_no_cent_is_lost(cents: int) -> None:
    with translation.override("en"):
        written = environment.euros(cents)

    assert int(written.replace("€", "").replace(",", "").replace(".", "")) == cents


def test_a_text_of_the_institution_begins_under_the_title_of_the_page() -> None:
    html = environment.markdown("# Objet\n\nLe *compte*.\n\n## Durée\n")

    assert html == "<h2>Objet</h2>\n<p>Le <em>compte</em>.</p>\n<h3>Durée</h3>\n"


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[here](javascript:alert(1))", "<b>x"]
)
def test_a_text_of_the_institution_holds_no_html_and_no_script(hostile: str) -> None:
    html = environment.markdown(hostile)

    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "href" not in html
