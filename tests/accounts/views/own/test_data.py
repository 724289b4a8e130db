"""« Mes données »: asked, prepared, downloaded by their holder alone, swept."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import html5lib
import pytest
from django.test import override_settings

from peristyle.accounts import data_files
from peristyle.accounts.actions.data_exports.prepare_export import prepare_export
from peristyle.accounts.models import Account, DataExport
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel.personal_data import PersonalData, rooms_with_personal_data
from tests.accounts.factories import account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
MaxQueries = Callable[[int], AbstractContextManager[None]]
PAGE, PROGRESS, DOWNLOAD = (
    "/compte/mes-donnees/",
    "/compte/mes-donnees/progression/",
    "/compte/mes-donnees/telechargement/",
)


@pytest.fixture(autouse=True)
def exports(tmp_path: Path) -> Iterator[Path]:
    with override_settings(PERISTYLE_DATA=tmp_path):
        yield tmp_path / "exports"


def prepared(browser: PageClient, run_due_tasks: RunDueTasks) -> ZipFile:
    browser.post(PAGE)
    run_due_tasks()
    return downloaded(browser.post(DOWNLOAD))


def downloaded(response: Any) -> ZipFile:
    assert response.status_code == 200
    return ZipFile(BytesIO(response.getvalue()))


def test_the_file_holds_what_each_room_knows_for_machines(
    browser: PageClient, lea: Account, run_due_tasks: RunDueTasks
) -> None:
    archive = prepared(browser, run_due_tasks)

    rooms = {room.room for room in rooms_with_personal_data()}
    assert {name.removeprefix("donnees/").removesuffix(".json") for name in archive.namelist() if "/" in name} == rooms
    known = json.loads(archive.read("donnees/people.json"))
    assert known["person"][0]["backup_email"] == lea.person.backup_email
    assert json.loads(archive.read("donnees/accounts.json"))["account"][0]["login"] == lea.login


def test_the_file_holds_a_page_to_read_in_both_languages_without_the_network(
    browser: PageClient, lea: Account, run_due_tasks: RunDueTasks
) -> None:
    archive = prepared(browser, run_due_tasks)

    text = archive.read("index.html").decode()
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert {half.get("lang") for half in page.iter("div") if half.get("id")} == {"fr", "en"}
    assert "Adresse mail personnelle" in text
    assert lea.person.backup_email in text
    assert "http" not in text
    assert "style.css" in archive.namelist()


def test_nothing_of_anybody_else_and_no_secret_is_in_the_file(
    browser: PageClient, lea: Account, run_due_tasks: RunDueTasks
) -> None:
    other = account_in(State.ACTIVE)

    archive = prepared(browser, run_due_tasks)

    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert other.person.backup_email not in everything
    assert other.login not in everything
    assert lea.password not in everything
    assert "argon2" not in everything


def test_a_person_s_own_words_are_no_markup(run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE, person__usual_given_name="<script>alert(1)</script>")

    archive = prepared(signed_in(account.person), run_due_tasks)

    assert "<script>" not in archive.read("index.html").decode()


def test_the_file_comes_as_a_download_that_no_cache_keeps(browser: PageClient, run_due_tasks: RunDueTasks) -> None:
    prepared(browser, run_due_tasks)

    response = browser.post(DOWNLOAD)
    downloaded(response)

    assert response["Content-Disposition"].startswith('attachment; filename="mes-donnees-')
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "application/zip"


def test_nobody_else_downloads_it(browser: PageClient, run_due_tasks: RunDueTasks) -> None:
    browser.post(PAGE)
    run_due_tasks()

    other = signed_in(account_in(State.ACTIVE).person)

    assert other.post(DOWNLOAD).headers["Location"] == PAGE
    assert PageClient().post(DOWNLOAD).headers["Location"].startswith("/connexion/")


def test_looking_at_the_address_of_the_download_downloads_nothing(
    browser: PageClient, run_due_tasks: RunDueTasks
) -> None:
    prepared(browser, run_due_tasks)

    assert browser.get(DOWNLOAD).headers["Location"] == PAGE


def test_a_download_asks_for_a_fresh_proof(lea: Account, run_due_tasks: RunDueTasks, at: Traveller) -> None:
    browser = signed_in(lea.person)
    browser.post(PAGE)
    run_due_tasks()
    at.later(minutes=11)

    assert browser.post(DOWNLOAD).headers["Location"].startswith("/compte/preuve/")


def test_the_file_lies_outside_the_web_readable_by_the_house_alone(
    browser: PageClient, run_due_tasks: RunDueTasks, exports: Path
) -> None:
    browser.post(PAGE)
    run_due_tasks()

    (file,) = exports.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert exports.stat().st_mode & 0o077 == 0


def test_its_progress_shows_room_by_room_and_without_scripts(
    browser: PageClient, lea: Account, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    browser.post(PAGE)
    DataExport.objects.update(rooms_done=2)
    waiting = browser.get(PAGE)
    assert "2 sur" in words(waiting)
    assert "Actualiser" in words(waiting)
    assert "2 sur" in words(browser.get(PROGRESS, headers={"HX-Request": "true"}))

    run_due_tasks()

    assert browser.get(PROGRESS)["HX-Refresh"] == "true"
    assert "Votre fichier est prêt" in words(browser.get(PAGE))
    assert {letter.to for letter in outbox.letters} == {lea.person.backup_email, lea.login}


def test_asking_twice_prepares_one_file(browser: PageClient, run_due_tasks: RunDueTasks) -> None:
    browser.post(PAGE)
    browser.post(PAGE)

    assert DataExport.objects.count() == 1


def test_a_file_prepared_twice_by_a_task_taken_twice_is_told_once(
    browser: PageClient, run_due_tasks: RunDueTasks, outbox: Outbox
) -> None:
    browser.post(PAGE)
    run_due_tasks()
    prepare_export.enqueue(DataExport.objects.get().pk)
    run_due_tasks()

    assert len(outbox) == 2


def test_after_a_failure_the_page_says_so_and_one_asks_again(
    browser: PageClient, run_due_tasks: RunDueTasks, exports: Path
) -> None:
    exports.parent.joinpath("exports").write_text("a file where a directory should be")
    browser.post(PAGE)
    run_due_tasks(may_fail=True)
    assert "n’a pas abouti" in words(browser.get(PAGE))

    exports.unlink()
    browser.post(PAGE)
    run_due_tasks()

    assert "Votre fichier est prêt" in words(browser.get(PAGE))


def test_after_seven_days_the_file_is_gone(
    browser: PageClient, run_due_tasks: RunDueTasks, exports: Path, at: Traveller, lea: Account
) -> None:
    browser.post(PAGE)
    run_due_tasks()
    at.later(days=7)
    again = signed_in(lea.person)
    assert "Préparer le fichier" in words(again.get(PAGE))
    assert again.post(DOWNLOAD).headers["Location"] == PAGE

    run_due_tasks(regular=True)

    assert list(exports.iterdir()) == []
    assert not DataExport.objects.exists()


def test_a_file_that_nobody_knows_of_is_swept(exports: Path, run_due_tasks: RunDueTasks) -> None:
    with data_files.written(data_files.new_name()) as file:
        file.write(b"left behind")

    run_due_tasks(regular=True)

    assert list(exports.iterdir()) == []


def test_what_is_asked_and_downloaded_is_written_down(
    browser: PageClient, lea: Account, run_due_tasks: RunDueTasks
) -> None:
    prepared(browser, run_due_tasks)

    actions = {entry.action for entry in journal(subject=f"people.person:{lea.person_id}")}
    assert {"accounts.ask_data_export", "accounts.prepare_data_export", "accounts.download_data"} <= actions


def test_every_room_has_a_chapter_title() -> None:
    assert all(isinstance(room, PersonalData) and str(room.title) for room in rooms_with_personal_data())


def test_the_page_asks_the_database_little(browser: PageClient, max_queries: MaxQueries) -> None:
    with max_queries(7):
        browser.get(PAGE)
