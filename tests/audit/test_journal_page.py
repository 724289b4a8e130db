"""/gestion/journal/: read in plain words, filtered, taken out as a CSV."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.audit.actions import export_journal as exporting
from peristyle.audit.actions.verify import verify
from peristyle.audit.models import Verification
from peristyle.audit.public import journal, record
from peristyle.kernel import origins
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, index_persons
from tests.audit.tampering import remove_an_entry, sealed_entries
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

JOURNAL, EXPORT = "/gestion/journal/", "/gestion/journal/export/"
MaxQueries = Callable[[int], AbstractContextManager[None]]
RunDueTasks = Callable[..., list[str]]


@pytest.fixture
def it_person(inhabitant: Inhabitants, at: Traveller) -> Person:
    at("2026-10-15 10:00")
    return inhabitant(Role.IT_STAFF)


@pytest.fixture
def browser(it_person: Person) -> PageClient:
    return signed_in(it_person)


def zoe() -> Person:
    person = PersonFactory.create(usual_given_name="Zoé", usual_name="N’Guessan", student_number="20000007")
    index_persons([person.pk])
    return person


def read(browser: PageClient, **asked: str) -> str:
    return str(browser.get(JOURNAL, asked).content.decode())


def test_the_journal_tells_in_plain_words_who_did_what_to_whom_from_where(browser: PageClient) -> None:
    actor, subject = PersonFactory.create(given_name="Ana", birth_name="Lopez"), zoe()
    token = origins.present.set("192.0.2.7")
    record("accounts.suspend", actor=actor, acting_for=actor, subject=subject, reason="<b>yes</b>")
    origins.present.reset(token)

    page = read(browser)

    assert "Compte suspendu" in page
    assert "Ana Lopez" in page
    assert f'<a href="/gestion/comptes/{subject.pk}/">Zoé N’Guessan</a>' in page
    assert "192.0.2.7" in page
    assert "reason=&lt;b&gt;yes&lt;/b&gt;" in page


def test_what_the_house_or_a_stranger_did_says_so(browser: PageClient) -> None:
    record("tests.sweep")

    page = read(browser)

    assert "le système ou un inconnu" in page
    assert "tests.sweep" in page


def test_the_last_month_is_shown_first(browser: PageClient, at: Traveller) -> None:
    at("2026-08-01 10:00")
    record("tests.long_ago")
    at("2026-10-15 10:00")
    record("tests.lately")

    assert "tests.lately" in read(browser)
    assert "tests.long_ago" not in read(browser)
    assert "tests.long_ago" in read(browser, since="")


def test_a_period_includes_both_of_its_days(browser: PageClient, at: Traveller) -> None:
    for day in (30, 29, 28):
        at(f"2026-09-{day} 00:00")
        record(f"tests.day_{day}")
        at(f"2026-09-{day} 23:59:59")
        record(f"tests.evening_{day}")
    at("2026-10-15 10:00")

    page = read(browser, since="29/09/2026", until="29/09/2026")

    assert "tests.day_29" in page
    assert "tests.evening_29" in page
    assert "_28" not in page
    assert "_30" not in page


@pytest.mark.parametrize("typed", ["Zoé N’Guessan", "nguessan zoe", "20000007"])
@pytest.mark.parametrize("place", ["actor", "subject"])
def test_persons_are_found_by_what_they_are_called(browser: PageClient, typed: str, place: str) -> None:
    record("tests.of_zoe", **{place: zoe()})
    record("tests.of_another", **{place: PersonFactory.create()})

    page = read(browser, **{place: typed})

    assert "tests.of_zoe" in page
    assert "tests.of_another" not in page


def test_other_subjects_are_found_by_their_code(browser: PageClient) -> None:
    record("tests.replay", subject="task:12")
    record("tests.replay_another", subject="task:13")

    page = read(browser, subject="task:12")

    assert "task:12" in page
    assert "task:13" not in page


def test_an_action_and_an_origin_are_filters_too(browser: PageClient) -> None:
    token = origins.present.set("192.0.2.7")
    record("accounts.suspend", subject="here")
    record("accounts.sign_in", subject="another action")
    origins.present.reset(token)
    record("accounts.suspend", subject="elsewhere")

    page = read(browser, action="accounts.suspend", origin="192.0.2.")

    assert "here" in page
    assert "another action" not in page
    assert "elsewhere" not in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "29/02/2027"}, "n’existe pas"),
        ({"since": "02/09/2026", "until": "01/09/2026"}, "La fin doit venir après le début."),
        ({"action": "nothing.known"}, "nothing.known"),
    ],
)
def test_a_filter_badly_filled_comes_back_with_what_is_wrong(
    browser: PageClient, asked: dict[str, str], words: str
) -> None:
    answer = browser.get(JOURNAL, asked)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.content.decode()


@pytest.mark.odd_texts
def test_what_is_typed_is_shown_back_and_does_nothing(browser: PageClient) -> None:
    page = read(browser, actor="<script>alert(1)</script>", subject="'; DROP TABLE", origin="%")

    assert "<script>alert" not in page
    assert "Aucune entrée ne correspond." in page


def test_the_pages_keep_the_filters(browser: PageClient) -> None:
    for number in range(51):
        record("accounts.suspend", subject=f"number {number}")

    first = read(browser, action="accounts.suspend")
    last = read(browser, action="accounts.suspend", page="2")

    assert 'href="/gestion/journal/?action=accounts.suspend&amp;page=2"' in first
    assert "number 50" in first
    assert "number 0<" not in first
    assert "number 0<" in last


def test_the_journal_costs_the_same_however_long_it_is(
    browser: PageClient, it_person: Person, max_queries: MaxQueries
) -> None:
    for person in PersonFactory.create_batch(60):
        record("tests.greet", actor=person, acting_for=it_person, subject=person)

    with max_queries(9):
        read(browser)


def exported(browser: PageClient, **asked: str) -> list[list[str]]:
    """The lines of the CSV."""
    answer: Any = browser.post(EXPORT, asked)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


def test_what_was_asked_for_leaves_as_a_csv_and_the_journal_knows(browser: PageClient, it_person: Person) -> None:
    record("accounts.suspend", actor=it_person, subject=zoe(), reason="Mot de passe ; divulgué\nà tous")
    record("accounts.sign_in")

    titles, *lines = exported(browser, action="accounts.suspend")

    assert titles[0] == "quand"
    (line,) = lines
    assert line[:4] == ["2026-10-15 10:00:00+02:00", "accounts.suspend", "Compte suspendu", "Camille Aubépine"]
    assert "divulgué\\nà tous" in line[-1]
    entry = journal(action="audit.export_journal").get()
    assert entry.actor == it_person
    assert entry.details == {"lines": 1, "filters": {"action": "accounts.suspend"}}


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1"])
def test_d4_what_people_typed_is_never_a_formula(browser: PageClient, typed: str) -> None:
    PersonFactory.create()
    actor = PersonFactory.create(given_name=typed, birth_name="x")
    record("accounts.suspend", actor=actor, subject=typed)

    _titles, line = exported(browser, action="accounts.suspend")

    assert all(not cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in line)


def test_more_than_anybody_reads_is_not_exported(browser: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST_LINES", 1)
    record("tests.one")
    record("tests.two")

    answer = browser.post(EXPORT, {})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "choisissez une période plus courte" in answer.content.decode()


def test_following_a_link_exports_nothing(browser: PageClient) -> None:
    assert browser.get(EXPORT)["Location"] == JOURNAL
    assert not journal(action="audit.export_journal").exists()


def test_an_old_proof_is_renewed_before_the_journal_leaves(browser: PageClient, at: Traveller) -> None:
    at.later(minutes=11)

    answer = browser.post(EXPORT, {})

    assert answer.status_code == HTTPStatus.FOUND
    assert not journal(action="audit.export_journal").exists()


@pytest.mark.parametrize("role", [Role.HELPDESK_AGENT, Role.REGISTRAR_OFFICER, Role.STUDENT])
def test_only_it_exports(inhabitant: Inhabitants, role: Role) -> None:
    assert signed_in(inhabitant(role)).post(EXPORT, {}).status_code == HTTPStatus.FORBIDDEN


def test_the_page_says_when_the_chain_was_last_verified(browser: PageClient, at: Traveller) -> None:
    sealed_entries(at)
    verify()

    assert "la chaîne tient (3 sceaux)" in read(browser)


def test_every_night_tampering_is_found_told_and_shown(
    browser: PageClient, at: Traveller, run_due_tasks: RunDueTasks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL", logger="django_tasks")
    remove_an_entry(sealed_entries(at)[0])

    assert "verify_journal" in run_due_tasks(regular=True, may_fail=True)

    letter = Outbox().last
    assert letter.to == "assistance@umontpellier.example"
    assert "altéré" in letter.subject
    failed = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert failed.task_path.endswith("verify_journal")
    assert "Le journal a été altéré" in read(browser)
    assert "Le journal a été altéré" in browser.get("/").content.decode()


def test_a_night_in_which_nothing_is_wrong_tells_nobody(at: Traveller, run_due_tasks: RunDueTasks, db: None) -> None:
    sealed_entries(at)

    assert "verify_journal" in run_due_tasks(regular=True)

    assert Verification.objects.get().broken == []
    assert not [letter for letter in Outbox().letters if "altéré" in letter.subject]


def test_others_are_not_told_of_tampering(at: Traveller, inhabitant: Inhabitants) -> None:
    remove_an_entry(sealed_entries(at)[0])
    verify()

    assert "altéré" not in signed_in(inhabitant(Role.STUDENT)).get("/").content.decode()
