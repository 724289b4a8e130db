"""Enrolments taken out as files: whose they are, and what a spreadsheet makes of them."""

import csv
import io
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from peristyle.accounts import data_files
from peristyle.accounts.actions.data_exports.sweep_exports import sweep_exports as sweep_downloads
from peristyle.accounts.models import Account, DataExport
from peristyle.audit.public import journal
from peristyle.enrolment.actions.exports.sweep_exports import sweep_exports
from peristyle.enrolment.adapters import export_files
from peristyle.enrolment.models import Enrolment, EnrolmentExport
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import StepFactory, an_enrolment, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE = "/gestion/scolarite/exports/"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def enrolled() -> Enrolment:
    """Somebody whose name is a formula and whose number begins with zeros."""
    enrolment = an_enrolment(admission__birth_name=FORMULA)
    Person.objects.filter(pk=enrolment.person_id).update(student_number="00120042", national_id="12012345E67")
    return enrolment


@pytest.fixture
def make(run_due_tasks: Callable[..., list[str]]) -> Callable[..., bytes]:
    """Ask for an export as an officer does, and take its file."""

    def made(browser: PageClient, **chosen: Any) -> bytes:
        wanted = {"year": 2026, "state": "standing", "layout": "complete", "format": "csv"} | chosen
        asked = browser.post(PAGE, wanted)
        assert "se prépare" in browser.get(asked["Location"]).content.decode()
        run_due_tasks()
        assert "Télécharger le fichier" in browser.get(asked["Location"]).content.decode()
        return b"".join(browser.get(f"{asked['Location']}fichier/"))  # type: ignore[call-overload]

    return made


def test_a_french_excel_keeps_numbers_as_text_and_runs_no_formula(
    enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes]
) -> None:
    text = make(signed_in(inhabitant(Role.REGISTRAR_OFFICER))).decode()

    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))

    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n") == 2
    assert row["numero_etudiant"] == '="00120042"'
    assert row["ine"] == '="12012345E67"'
    assert row["nom"] == f"'{FORMULA}"
    assert (row["etape"], row["paiement"], row["date_naissance"]) == ("EE1", "paid", "12/05/2007")


def test_a_workbook_holds_text_only(enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes]) -> None:
    content = make(signed_in(inhabitant(Role.REGISTRAR_OFFICER)), format="xlsx")

    titles, row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    cells = dict(zip(titles, row, strict=True))

    assert cells["numero_etudiant"] == "00120042"
    assert cells["nom"] == FORMULA
    assert all(isinstance(cell, str) for cell in row)
    assert b"<f>" not in content


def test_an_apogee_list_bears_apogees_names(
    enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes]
) -> None:
    content = make(signed_in(inhabitant(Role.REGISTRAR_OFFICER)), format="xlsx", layout="apogee")

    titles, row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    cells = dict(zip(titles, row, strict=True))

    assert (cells["COD_ETU"], cells["COD_NNE_IND"], cells["COD_CLE_NNE_IND"]) == ("00120042", "12012345E6", "7")
    assert (cells["COD_ETP"], cells["COD_VRS_VET"], cells["COD_ANU"]) == ("EE1", "100", "2026")
    assert (cells["ETA_IAE"], cells["TEM_IAE_PRM"], cells["TEM_BRS_IAA"]) == ("E", "O", "N")


def test_an_officer_takes_out_their_composantes_and_the_chosen_states_only(
    enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes]
) -> None:
    law = StepFactory.create(code="DR1", degree__code="LDR", degree__component=component("DSP"))
    an_enrolment(admission__step=law)
    of_law = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("DSP")))

    everything = make(of_law).decode()
    cancelled = make(of_law, state="cancelled").decode()
    refused = of_law.post(
        PAGE, {"year": 2026, "step": enrolled.step_id, "state": "all", "layout": "complete", "format": "csv"}
    )

    assert "DR1" in everything
    assert "EE1" not in everything
    assert cancelled.count("\n") == 1
    assert refused.status_code == 422


def test_a_file_is_its_askers_for_a_day_and_the_journal_keeps_who_took_it(
    enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes], at: Traveller
) -> None:
    asker = inhabitant(Role.REGISTRAR_OFFICER)
    make(signed_in(asker))
    export = EnrolmentExport.objects.get()

    other = signed_in(inhabitant(Role.REGISTRAR_OFFICER)).get(f"{PAGE}{export.pk}/fichier/")
    at("2026-07-11 10:01")
    sweep_exports.func()

    assert other.status_code == 404
    assert not EnrolmentExport.objects.exists()
    assert not export_files.path_of(export.file_name).exists()
    assert {entry.actor for entry in journal().filter(action="enrolment.finish_export")} == {asker}


def test_the_sweeps_of_exports_and_of_personal_data_leave_each_other_s_files(
    enrolled: Enrolment, inhabitant: Inhabitants, make: Callable[..., bytes], at: Traveller
) -> None:
    make(signed_in(inhabitant(Role.REGISTRAR_OFFICER)))
    export = EnrolmentExport.objects.get()
    account = Account.objects.get(person=inhabitant(Role.STUDENT))
    download = DataExport.objects.create(
        account=account,
        asked_at=clock.now(),
        rooms_total=1,
        file_name=data_files.new_name(),
        ready_at=clock.now(),
        expires_at=clock.now() + timedelta(days=7),
    )
    with data_files.written(download.file_name) as file:
        file.write(b"a person's data")
    os.utime(data_files.path_of(download.file_name), (0, 0))

    sweep_downloads.call()
    assert export_files.path_of(export.file_name).exists()

    at.later(days=2)
    sweep_exports.call()
    assert not export_files.path_of(export.file_name).exists()
    assert data_files.path_of(download.file_name).exists()
