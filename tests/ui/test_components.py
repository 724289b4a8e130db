"""The components, rendered one by one."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import translation

import peristyle
from peristyle.ui.forms import GalleryForm, wrongly_filled
from peristyle.ui.views import icon_names
from tests.harness.page_check import problems_of_fragment

HOUSE = Path(peristyle.__file__).parent
UI = HOUSE / "ui"
CSS = UI / "static" / "ui" / "css"
ERROR_PAGES = ["400.html", "403.html", "404.html", "500.html", "maintenance.html", "csrf.html"]


def rendered(markup: str, **context: Any) -> str:
    """What a page makes of `markup`, in which components are called `ui`; it must be well made."""
    template = engines["jinja2"].from_string('{% import "ui/components.html" as ui %}' + markup)
    with translation.override("fr"):
        html = template.render(context)
    assert list(problems_of_fragment(html, language="fr")) == []
    return re.sub(r"[ \n]+", " ", html).strip()


def test_a_question_says_its_hint_and_its_errors_to_screen_readers() -> None:
    html = rendered("{{ ui.field(bound) }}", bound=wrongly_filled()["backup_email"])

    assert 'aria-describedby="id_faux-backup_email-hint id_faux-backup_email-errors"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="email"' in html
    assert "(obligatoire)" in html


def test_a_question_without_hint_nor_error_describes_nothing() -> None:
    html = rendered("{{ ui.field(bound, marker=False) }}", bound=GalleryForm()["given_name"])

    assert "aria-describedby" not in html
    assert "(obligatoire)" not in html


def test_a_hint_given_by_the_page_replaces_the_form_s() -> None:
    html = rendered('{{ ui.field(bound, hint="Autre chose") }}', bound=GalleryForm()["backup_email"])

    assert "Autre chose" in html
    assert "lien d’activation" not in html


def test_a_password_can_be_shown() -> None:
    html = rendered("{{ ui.field(bound) }}", bound=GalleryForm()["password"])

    assert 'aria-controls="id_password"' in html
    assert 'type="password"' in html


def test_choices_are_one_question_with_a_legend() -> None:
    html = rendered("{{ ui.field(bound) }}", bound=GalleryForm()["copy_kept"])

    assert html.count("<legend") == 1
    assert html.count('type="radio"') == 2


def test_a_hidden_field_shows_nothing() -> None:
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    html = rendered("{{ ui.field(bound) }}", bound=Hidden()["token"])

    assert html == '<input type="hidden" name="token" id="id_token">'


def test_the_summary_of_errors_leads_to_each_question() -> None:
    form = wrongly_filled()
    html = rendered("{{ ui.form_errors(form) }}{% for bound in form %}{{ ui.field(bound) }}{% endfor %}", form=form)

    assert "Ce numéro étudiant et cette date de naissance ne vont pas ensemble." in html
    for name, bound in ((bound.name, bound) for bound in form if bound.errors):
        target = f"id_faux-{name}_0" if name == "copy_kept" else f"id_faux-{name}"
        assert f'href="#{target}"' in html, bound
        assert f'id="{target}"' in html, bound


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("{{ ui.form_errors(form) }}", form=GalleryForm()) == ""


def test_a_service_that_is_not_open_leads_nowhere() -> None:
    html = rendered('<ul>{{ ui.tile("Notes", "Relevés", "notes", note="Ouvre en mars 2027") }}</ul>')

    assert "<a" not in html
    assert "Ouvre en mars 2027" in html


def test_steps_say_where_one_is_and_let_one_go_back() -> None:
    html = rendered('{{ ui.steps([{"label": "Charte", "url": "#charte"}, "Mot de passe", "Fin"], 2) }}')

    assert "Étape 2 sur 3\u202f: Mot de passe" in html
    assert html.count('aria-current="step"') == 1
    assert html.count("<a ") == 1


def test_what_people_typed_is_never_markup() -> None:
    html = rendered("{{ ui.facts([(name, name)]) }}{{ ui.copyable(name) }}", name="<script>alert(1)</script>")

    assert "<script" not in html


def test_each_cell_of_a_table_names_its_column_on_a_phone() -> None:
    html = rendered(
        '{% call ui.table("Gens", ["Nom", "Âge"]) %}{{ ui.row(["Nom", "Âge"], ["Léa", "19"]) }}{% endcall %}'
    )

    assert 'data-label="Âge"' in html
    assert '<th role="rowheader" scope="row">Léa</th>' in html


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_stands_without_any_context(name: str) -> None:
    template: Any = engines["jinja2"].get_template(name)

    html = template.template.render()

    assert '<html lang="fr">' in html
    assert html.count("<h1>") == 1
    assert "citez ce numéro" not in html


def test_an_error_page_gives_the_number_to_quote() -> None:
    template: Any = engines["jinja2"].get_template("500.html")

    assert "4f1c9a7be02d8d61" in template.template.render(request_id="4f1c9a7be02d8d61")


def test_every_sign_that_a_page_names_is_drawn() -> None:
    named = {
        name
        for path in [*HOUSE.rglob("templates/**/*.html"), *HOUSE.glob("*/*.py")]
        for name in re.findall(r'(?:icon=|ui\.icon\(|_sign\()"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }

    assert named
    assert named - set(icon_names()) == set()


def test_the_stylesheet_brings_every_file_in_once() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\) layer\(', (CSS / "house.css").read_text(encoding="utf-8"))
    written = [path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css") if path.name != "house.css"]

    assert sorted(imported) == sorted(written)


def test_only_the_theme_and_the_drawing_know_colours() -> None:
    with_colours = {
        path.name for path in CSS.rglob("*.css") if re.search(r"#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8"))
    }

    assert with_colours <= {"tokens.css", "tones.css", "arcade.css"}
