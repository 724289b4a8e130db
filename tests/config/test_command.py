"""What is typed on a terminal, and what is told there; when something is wrong, one sentence and a status."""

import io
import os
import subprocess
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.accounts.public import Account
from peristyle.audit.actions.seal import seal_journal
from peristyle.audit.models import Seal
from peristyle.audit.public import record
from peristyle.config.command import COMMANDS, main
from peristyle.demo.actions.load_university import load_university
from peristyle.enrolment.public import Admission
from peristyle.kernel.mail import send_later
from tests.harness.house import COMMAND
from tests.harness.sources import REPOSITORY
from tests.harness.travel import Traveller

Said = pytest.CaptureFixture[str]
INSTITUTION = REPOSITORY / "institutions" / "montpellier"
TITLES = "numero_candidature;nom;prenom;date_naissance;mail;etape"


def peristyle(directory: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it, far from the settings of the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PERISTYLE_")}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [COMMAND, *arguments],
        env=inherited | {"PERISTYLE_DATA": str(directory)} | environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("peristyle: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_a_wrong_port_is_told(tmp_path: Path) -> None:
    assert_one_sentence(peristyle(tmp_path, "run", PORT="abc"), "PORT", "abc", "PORT=8000")


def test_an_address_of_another_machine_is_told(tmp_path: Path) -> None:
    # 192.0.2.0/24 is reserved for documentation (RFC 5737): it is nobody's.
    assert_one_sentence(peristyle(tmp_path, "run", HOST="192.0.2.1"), "HOST", "no address of this machine")


def test_a_wrong_key_of_the_institution_is_named(tmp_path: Path) -> None:
    text = (INSTITUTION / "institution.toml").read_text()
    wrong = tmp_path / "institution.toml"
    wrong.write_text(text.replace("activation_link_hours = 24", 'activation_link_hours = "a day"'))

    done = peristyle(tmp_path, "run", PERISTYLE_INSTITUTION=str(wrong))

    assert_one_sentence(done, str(wrong), "accounts.activation_link_hours")


def test_a_missing_institution_is_told(tmp_path: Path) -> None:
    done = peristyle(tmp_path, "run", PERISTYLE_INSTITUTION="/nowhere/institution.toml")

    assert_one_sentence(done, "/nowhere/institution.toml", "PERISTYLE_INSTITUTION")


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.production",
    "PERISTYLE_URL": "https://ent.example.fr",
    "PERISTYLE_INSTITUTION": str(INSTITUTION / "institution.toml"),
    "PERISTYLE_SECRET_KEY": "x" * 60,
    "PERISTYLE_PAYMENT_PROVIDER": "peristyle.enrolment.adapters.paybox.Paybox",
    "PERISTYLE_SMTP_HOST": "127.0.0.1",
    "DATABASE_URL": "postgresql://u:p@127.0.0.1:1/name",
}


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        (PRODUCTION | {"PERISTYLE_TRUSTED_PROXIES": "deux"}, ["PERISTYLE_TRUSTED_PROXIES", "deux"]),
        (PRODUCTION | {"PERISTYLE_SMTP_PORT": "abc"}, ["PERISTYLE_SMTP_PORT", "abc", "587"]),
        (PRODUCTION | {"PERISTYLE_SECRET_KEY": "x" * 49}, ["PERISTYLE_SECRET_KEY", "49", "at least 50"]),
        (PRODUCTION | {"PERISTYLE_DATA": ""}, ["PERISTYLE_DATA is not set"]),
        ({"DJANGO_SETTINGS_MODULE": "peristyle.config.settings.nowhere"}, ["DJANGO_SETTINGS_MODULE", "nowhere"]),
        ({"DJANGO_SETTINGS_MODULE": "nowhere.settings"}, ["DJANGO_SETTINGS_MODULE", "nowhere.settings"]),
        ({"PERISTYLE_INSTITUTION": str(INSTITUTION)}, ["PERISTYLE_INSTITUTION", "Is a directory"]),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, environment: dict[str, str], words: list[str]) -> None:
    assert_one_sentence(peristyle(tmp_path, "run", **environment), *words)


@pytest.mark.parametrize("taken", ["lock", "secret-key"])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).mkdir()

    assert_one_sentence(peristyle(tmp_path, "run"), f"{tmp_path / taken}: Is a directory")


def test_an_empty_directory_of_data_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = peristyle(tmp_path, "migrate", PERISTYLE_DATA="")

    assert done.returncode == 0
    assert (tmp_path / "var" / "peristyle.sqlite3").exists()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "peristyle.sqlite3").write_text("this is a letter, not a database" * 100)

    assert_one_sentence(peristyle(tmp_path, "run"), "peristyle.sqlite3", "not a database")


def test_a_postgresql_that_does_not_answer_is_told(tmp_path: Path) -> None:
    done = peristyle(tmp_path, "migrate", DATABASE_URL="postgresql://u:secret@127.0.0.1:1/name")

    assert_one_sentence(done, "DATABASE_URL", "127.0.0.1")
    assert "secret" not in done.stderr


def test_a_server_does_not_open_on_a_database_that_waits_for_migrations(tmp_path: Path) -> None:
    assert_one_sentence(peristyle(tmp_path, "worker"), "peristyle migrate")


@pytest.mark.parametrize("command", ["run", "demo"])
def test_nothing_of_the_demonstration_is_done_in_production(tmp_path: Path, command: str) -> None:
    done = peristyle(tmp_path, command, **PRODUCTION)

    assert_one_sentence(done, "production", "nothing was changed")


def test_production_says_what_it_lacks(tmp_path: Path) -> None:
    done = peristyle(tmp_path, "web", DJANGO_SETTINGS_MODULE="peristyle.config.settings.production")

    assert_one_sentence(done, "PERISTYLE_URL")


def test_a_new_database_is_made_filled_and_found_healthy(tmp_path: Path) -> None:
    assert peristyle(tmp_path, "migrate").stdout.endswith("migrations applied.\n")
    assert peristyle(tmp_path, "migrate").stdout.endswith("already up to date.\n")

    loaded = peristyle(tmp_path, "demo", "--students", "20", "--seed", "5")
    again = peristyle(tmp_path, "demo")
    healthy = peristyle(tmp_path, "doctor")

    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert_one_sentence(again, "Somebody is known")
    assert (healthy.returncode, healthy.stderr) == (0, "")
    assert "✗" not in healthy.stdout


@pytest.mark.parametrize("typed", [[], ["fly"], ["demo", "--students", "0"], ["demo", "--seed", "x"], ["import"]])
def test_what_cannot_be_understood_is_refused(typed: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(typed)

    assert refused.value.code == 2


def test_every_command_is_documented() -> None:
    page = (REPOSITORY / "docs" / "reference" / "command-line.md").read_text()

    assert [command.name for command in COMMANDS if f"`peristyle {command.name}" not in page] == []


@pytest.mark.django_db
def test_the_journal_is_verified(said: Said, at: Traveller) -> None:
    at("2026-10-15 10:00")
    record("tests.greet")
    at.later(minutes=3)
    seal_journal.call()

    assert main(["journal", "verify"]) == 0
    assert "The chain holds: 1 seals" in said.readouterr().out
    Seal.objects.update(digest="0" * 64)
    assert main(["journal", "verify"]) == 1
    assert "Tampered with" in said.readouterr().out


@pytest.mark.django_db
def test_doctor_tells_what_failed_and_what_was_tampered_with(said: Said, at: Traveller) -> None:
    at("2026-11-23 18:00")
    send_later.enqueue("accounts/letters/login", "lea@example.org", "fr", None, {})
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    record("tests.something")
    at.later(minutes=5)
    seal_journal.func()
    Seal.objects.update(digest="0" * 64)

    status = main(["doctor"])

    told = said.readouterr().out
    assert status == 1
    assert "✗ Failed tasks: 1" in told
    assert "✗ Journal: 1" in told


@pytest.mark.django_db
def test_doctor_tells_missing_migrations(said: Said) -> None:
    MigrationRecorder.Migration.objects.filter(app="demo").delete()

    status = main(["doctor"])

    assert status == 1
    assert "✗ Migrations: 1" in said.readouterr().out


@pytest.fixture
def said(capsys: Said) -> Said:
    return capsys


@pytest.fixture
def admissions(db: None, tmp_path: Path) -> Path:
    """A file with a good line and a bad one."""
    load_university(students=1, seed=1)
    file = tmp_path / "admissions.csv"
    file.write_text(
        f"{TITLES}\n"
        "P260999901;Delmas;Zélie;14/03/2008;zelie@example.org;EE1\n"
        "P260999902;Puech;Anatole;31/02/2008;anatole@example.org;EE1\n"
    )
    return file


def test_good_lines_are_imported_and_the_others_told(admissions: Path, said: Said) -> None:
    status = main(["import", "admissions", str(admissions)])

    told = said.readouterr().out
    assert status == 1
    assert "1 added, 0 updated, 0 unchanged, 1 refused." in told
    assert "line 3: " in told
    assert Admission.objects.filter(application_number="P260999901").exists()


def test_nothing_is_imported_when_all_or_nothing_is_asked(admissions: Path, said: Said) -> None:
    status = main(["import", "admissions", "--all-or-nothing", str(admissions)])

    assert status == 1
    assert "Nothing was imported" in said.readouterr().out
    assert not Admission.objects.filter(application_number="P260999901").exists()


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, said: Said) -> None:
    status = main(["import", "admissions", str(tmp_path / "nowhere.csv")])

    assert status == 1
    assert "nowhere.csv" in said.readouterr().err


@pytest.mark.parametrize(("password", "status"), [("soleil12", 1), ("verveine-7-colonnes", 0), ("", 1)])
def test_a_password_is_reviewed_on_the_terminal(
    password: str, status: int, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    assert main(["password-check"]) == status

    told = said.readouterr().out
    assert ("Accepted" if status == 0 else "Refused") in told
    assert not password or password not in told


@pytest.mark.django_db
def test_the_invented_university_is_not_loaded_among_people(said: Said) -> None:
    load_university(students=1, seed=1)
    before = Account.objects.count()

    status = main(["demo"])

    assert status == 1
    assert "Somebody is known" in said.readouterr().err
    assert Account.objects.count() == before
