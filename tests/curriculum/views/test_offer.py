"""The offer: seen whole, edited, copied, brought by file; each composante its own."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.curriculum.models import (
    ChoiceList,
    ChoiceWindow,
    MaquetteImport,
    Offering,
    TeachingUnit,
    UnitEnrolment,
    UnitLink,
)
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.curriculum.factories import (
    YEAR,
    Licence,
    StepFactory,
    a_licence,
    a_list,
    a_student,
    a_unit,
    open_window,
    placed,
)
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import ComponentFactory

pytestmark = pytest.mark.django_db

OFFER = "/gestion/offre/"
MAQUETTES = f"{OFFER}maquettes/"


@pytest.fixture
def licence(at: Traveller) -> Licence:
    at("2026-09-10 10:00")
    return a_licence()


@pytest.fixture
def officer(licence: Licence, inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER, component=licence.step.degree.component)


@pytest.fixture
def browser(officer: Person) -> PageClient:
    return signed_in(officer)


@pytest.fixture
def elsewhere(licence: Licence, inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=ComponentFactory.create()))


def page_of(licence: Licence, rest: str = "") -> str:
    return f"{OFFER}{YEAR}/etapes/{licence.step.pk}/{rest}"


def a_place(**changes: Any) -> dict[str, Any]:
    return {
        "code": "NEW1",
        "name_fr": "Latin",
        "kind": "ue",
        "order": "1",
        "coefficient_hundredths": "1,5",
        "credits_tenths": "6",
        "list": "",
        **changes,
    }


def test_an_etape_is_seen_whole(browser: PageClient, licence: Licence) -> None:
    page = browser.get(page_of(licence)).content.decode()

    assert all(code in page for code in ("ES1", "EM1", "ERARE", "EBRNG"))
    assert "Liste « Options »".replace("« ", "«\u202f").replace(" »", "\u202f»") in page
    assert licence.step.label in browser.get(OFFER).content.decode()


def test_a_large_etape_costs_no_more_than_a_small_one(
    browser: PageClient, licence: Licence, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for number in range(40):
        placed(a_unit(f"B{number}"), licence.semester)

    with max_queries(12):
        browser.get(page_of(licence))


def test_a_new_unit_takes_its_place(browser: PageClient, licence: Licence) -> None:
    form = f"{page_of(licence, 'elements/ajout/')}?sous=ES1"

    assert browser.post(form, a_place(name_fr="")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(form, a_place(list=licence.options.pk))

    link = UnitLink.objects.get(unit__code="NEW1")
    assert (link.parent, link.list, link.coefficient_hundredths, link.credits_tenths) == (
        licence.semester,
        licence.options,
        150,
        60,
    )


def test_a_circle_is_refused_with_its_way(browser: PageClient, licence: Licence) -> None:
    response = browser.post(f"{page_of(licence, 'elements/ajout/')}?sous=EBRNG", a_place(code="ES1"))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "EBRNG → ES1 → ENEST → EBRNG" in response.content.decode()
    assert not UnitLink.objects.filter(parent=licence.brought).exists()


def test_a_place_and_a_unit_are_changed(browser: PageClient, licence: Licence) -> None:
    link = UnitLink.objects.get(unit=licence.mandatory)
    browser.post(page_of(licence, f"elements/{link.pk}/"), a_place(credits_tenths="7,5"))
    unit = {"name_fr": "Micro", "kind": "ue", "cm_minutes": "19,5", "capacity": "12"}
    browser.post(f"{OFFER}{YEAR}/elements/EM1/", unit)

    link.refresh_from_db()
    assert link.credits_tenths == 75
    offering = Offering.objects.get(unit=licence.mandatory)
    assert (offering.cm_minutes, offering.capacity) == (1170, 12)
    assert TeachingUnit.objects.get(code="EM1").name_fr == "Micro"


def test_fewer_places_than_are_taken_are_refused(browser: PageClient, licence: Licence) -> None:
    Offering.objects.filter(unit=licence.nested).update(seats_taken=5)

    response = browser.post(f"{OFFER}{YEAR}/elements/ENEST/", {"name_fr": "X", "kind": "ue", "capacity": "4"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Offering.objects.get(unit=licence.nested).capacity == 10


def test_lists_are_made_changed_and_taken_away(browser: PageClient, licence: Licence) -> None:
    form = f"{page_of(licence, 'listes/ajout/')}?sous=ES1"
    wrong = {"label_fr": "Langues", "minimum": "2", "maximum": "1"}
    assert browser.post(form, wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    taken = {"label_fr": "Options", "minimum": "1", "maximum": "1"}
    assert browser.post(form, taken).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(form, {"label_fr": "Langues", "minimum": "1", "maximum": "1"})
    made = ChoiceList.objects.get(label_fr="Langues")
    browser.post(page_of(licence, f"listes/{made.pk}/"), {"label_fr": "Langue", "minimum": "0", "maximum": "2"})

    made.refresh_from_db()
    assert (made.label_fr, made.minimum, made.maximum) == ("Langue", 0, 2)
    browser.post(page_of(licence, f"listes/{licence.options.pk}/retrait/"))
    assert UnitLink.objects.get(unit=licence.wide).list is None


def test_windows_are_set_and_taken_away(browser: PageClient, licence: Licence) -> None:
    form = page_of(licence, "dates/")
    answers = {"unit": licence.semester.pk, "opens_on": "11/09/2026", "opens_time": "08:00", "closes_on": "25/09/2026"}
    backwards = {**answers, "closes_on": "01/09/2026"}
    assert browser.post(form, backwards).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(form, answers)

    window = ChoiceWindow.objects.get()
    assert (window.unit, window.opens_at.isoformat()) == (licence.semester, "2026-09-11T06:00:00+00:00")
    assert window.closes_at.isoformat() == "2026-09-25T22:00:00+00:00"
    browser.post(f"{OFFER}dates/{window.pk}/retrait/")
    assert not ChoiceWindow.objects.exists()


def test_students_are_brought_up_to_date(
    browser: PageClient, licence: Licence, run_due_tasks: Callable[[], list[str]]
) -> None:
    a_student(licence)
    placed(a_unit("LATE"), licence.semester)

    browser.post(page_of(licence, "application/"))
    run_due_tasks()

    assert UnitEnrolment.objects.filter(unit__code="LATE").count() == 1


def test_a_year_is_copied_once(browser: PageClient, licence: Licence) -> None:
    Offering.objects.filter(unit=licence.rare).update(seats_taken=1)
    copy = f"{OFFER}{YEAR}/copie/"
    assert "Copier" in browser.get(copy).content.decode()

    for _ in range(2):
        browser.post(copy)

    assert UnitLink.objects.filter(year=YEAR + 1).count() == UnitLink.objects.filter(year=YEAR).count()
    copied = UnitLink.objects.get(year=YEAR + 1, unit=licence.rare)
    assert copied.list is not None
    assert copied.list.year_id == YEAR + 1
    assert Offering.objects.get(year=YEAR + 1, unit=licence.rare).seats_taken == 0
    assert "rien à copier" in browser.get(copy).content.decode()


def test_a_copy_leaves_alone_what_was_begun(browser: PageClient, licence: Licence) -> None:
    other = a_unit("DRFT", YEAR + 1)
    placed(other, licence.semester, YEAR + 1)

    browser.post(f"{OFFER}{YEAR}/copie/")

    assert list(UnitLink.objects.filter(year=YEAR + 1, parent=licence.semester)) == [other.links_above.get()]
    assert UnitLink.objects.filter(year=YEAR + 1, step=licence.step).exists()


def test_attack_another_composante_s_offer_is_out_of_reach(elsewhere: PageClient, licence: Licence) -> None:
    link = UnitLink.objects.get(unit=licence.mandatory)
    window = open_window(licence.step)
    assert elsewhere.get(page_of(licence)).status_code == HTTPStatus.NOT_FOUND
    pages = [
        page_of(licence, "elements/ajout/"),
        page_of(licence, f"elements/{link.pk}/"),
        page_of(licence, f"elements/{link.pk}/retrait/"),
        page_of(licence, f"listes/{licence.options.pk}/retrait/"),
        page_of(licence, "dates/"),
        page_of(licence, "application/"),
        f"{OFFER}dates/{window.pk}/retrait/",
        f"{OFFER}{YEAR}/elements/EM1/",
        f"{OFFER}{YEAR}/elements/EM1/groupes/",
        f"{OFFER}{YEAR}/elements/EM1/groupes/TD/repartition/",
    ]

    assert [elsewhere.post(page).status_code for page in pages] == [HTTPStatus.NOT_FOUND] * len(pages)
    elsewhere.post(f"{OFFER}{YEAR}/copie/")
    assert not UnitLink.objects.filter(year=YEAR + 1).exists()
    assert "EM1" not in elsewhere.get(f"{OFFER}{YEAR}/maquettes.csv").content.decode()


def brought(browser: PageClient, text: str) -> str:
    """The page on which one lands with such a file."""
    file = SimpleUploadedFile("maquette.csv", text.encode())
    return str(browser.post(MAQUETTES, {"file": file, "year": YEAR})["Location"])


def all_places() -> list[Any]:
    return list(UnitLink.objects.order_by("pk").values())


TITLES = "etape;parent;element;nature;intitule;liste;liste_min;liste_max;credits;heures_cm;capacite\n"


def test_a_file_shows_what_it_would_change_before_it_does(browser: PageClient, licence: Licence) -> None:
    code = licence.step.code
    page = brought(
        browser, f"{TITLES}{code};ES1;LAT1;ue;Latin;Langues;1;2;6;18;30\n{code};LAT1;LAT2;ecue;Version;;;;3;;\n"
    )

    preview = browser.get(page).content.decode()

    assert "LAT1 Latin" in preview
    assert "Rien n’est encore importé." in preview
    assert not TeachingUnit.objects.filter(code="LAT1").exists()
    browser.post(f"{page}import/")
    link = UnitLink.objects.get(unit__code="LAT1")
    assert link.list is not None
    assert (link.parent, link.list.maximum, link.credits_tenths) == (licence.semester, 2, 60)
    assert UnitLink.objects.get(unit__code="LAT2").parent == link.unit
    assert "Import terminé" in browser.get(page).content.decode()


def test_the_export_imported_again_changes_nothing(browser: PageClient, licence: Licence) -> None:
    a_list(licence.nested, "Vide")
    exported = browser.get(f"{OFFER}{YEAR}/maquettes.csv").content.decode()
    before = all_places()

    page = brought(browser, exported)
    preview = browser.get(page).content.decode()
    browser.post(f"{page}import/")

    assert "Tout est déjà comme dans ce fichier." in preview
    assert all_places() == before
    assert MaquetteImport.objects.get().unchanged == len(before)


def test_the_export_of_many_etapes_costs_no_more_than_that_of_one(
    browser: PageClient, licence: Licence, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for prefix in "ABC":
        a_licence(prefix, StepFactory.create(degree=licence.step.degree))

    with max_queries(9):
        assert browser.get(f"{OFFER}{YEAR}/maquettes.csv").content.count(b"\n") == 25


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ZZZ9;;LAT1;ue;Latin", "n’existe pas"),
        ("{step};NOPE;LAT1;ue;Latin", "élément parent"),
        ("{step};;LAT-1;ue;Latin", "pas un code"),
        ("{step};;LAT1;module;Latin", "pas une nature"),
        ("{step};;LAT1;ue;", "est vide"),
        ("{step};;LAT1;ue;Latin;Langues;3;2", "plus de choix"),
        ("{step};;LAT1;ue;Latin;;;;six", "pas un nombre"),
        ("{step};EBRNG;ES1;semestre;Microéconomie", "EBRNG → ES1 → ENEST → EBRNG"),
        ("{step};;LAT1;ue;" + "x" * 201, "trop longue"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_imported(
    browser: PageClient, licence: Licence, line: str, told: str
) -> None:
    good = f"{licence.step.code};;GOOD;ue;Grec"
    page = brought(browser, f"{TITLES}{good}\n{line.format(step=licence.step.code)}\n")

    assert told in browser.get(page).content.decode()
    browser.post(f"{page}import/")

    assert not TeachingUnit.objects.filter(code="GOOD").exists()
    assert told in browser.get(page).content.decode()


def test_attack_a_file_reaches_no_other_composante(elsewhere: PageClient, licence: Licence) -> None:
    page = brought(elsewhere, f"{TITLES}{licence.step.code};;LAT1;ue;Latin\n")

    assert "pas de votre composante" in elsewhere.get(page).content.decode()
    elsewhere.post(f"{page}import/")
    assert not TeachingUnit.objects.filter(code="LAT1").exists()


def test_attack_nobody_sees_or_imports_another_officer_s_file(
    browser: PageClient, elsewhere: PageClient, licence: Licence
) -> None:
    page = brought(browser, f"{TITLES}{licence.step.code};;LAT1;ue;Latin\n")

    assert elsewhere.get(page).status_code == HTTPStatus.NOT_FOUND
    assert elsewhere.post(f"{page}import/").status_code == HTTPStatus.NOT_FOUND


def test_attack_no_cell_of_the_export_is_a_formula(browser: PageClient, licence: Licence) -> None:
    TeachingUnit.objects.filter(code="EM1").update(name_fr="=1+1")

    lines = list(csv.reader(io.StringIO(browser.get(f"{OFFER}{YEAR}/maquettes.csv").content.decode()), delimiter=";"))

    assert "'=1+1" in {cell for line in lines for cell in line}
