"""The pages of supporting documents, for a student, for somebody without an account, and for officers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from peristyle.enrolment.models import Enrolment, SupportingDocument
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.views.open_file import KEY
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import ReadyFileFactory
from tests.enrolment.papers import (
    _given_files_lie_here,
    a_picture,
    an_enrolment,
    document_of,
    pieces_of,
    uploaded,
)
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

__all__ = ["_given_files_lie_here"]
pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
QUEUE = "/gestion/scolarite/pieces/"


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-09-15 10:00")


@pytest.fixture
def enrolment() -> Enrolment:
    return an_enrolment()


def words(answer: Any) -> str:
    """The text of a page."""
    return str(answer.content.decode())


def page(enrolment: Enrolment, kind: str = "") -> str:
    return f"/scolarite/pieces/{enrolment.pk}/" + (f"{kind}/" if kind else "")


def browser_with(enrolment: Enrolment) -> PageClient:
    """The browser of somebody who has no account, with their file open."""
    browser = PageClient()
    session = browser.session
    session[KEY] = enrolment.file.pk
    session.save()
    browser.cookies["session"] = session.session_key or ""
    return browser


def waiting(enrolment: Enrolment, run: Run, kind: str = "identity") -> SupportingDocument:
    """A document given by the page and examined."""
    signed_in(enrolment.person).post(page(enrolment, kind), {"given": [uploaded(a_picture())]})
    run()
    return document_of(enrolment.file, kind)


def decide(browser: PageClient, document: SupportingDocument, decision: str, **more: Any) -> Any:
    return browser.post(f"{QUEUE}{document.pk}/", {"decision": decision, "revision": document.revision, **more})


# For who gives them


def test_the_list_tells_what_is_missing(enrolment: Enrolment) -> None:
    shown = words(signed_in(enrolment.person).get(page(enrolment)))

    assert "Pièce d’identité" in shown
    assert "pièces sont à donner" in shown


def test_a_file_given_is_being_examined_and_then_waits(enrolment: Enrolment, run_due_tasks: Run) -> None:
    browser = signed_in(enrolment.person)
    answer = browser.post(page(enrolment, "identity"), {"given": [uploaded(a_picture()), uploaded(a_picture())]})
    examined = words(browser.get(page(enrolment, "identity")))
    progress = browser.get(page(enrolment, "identity") + "examen/", headers={"HX-Request": "true"})
    run_due_tasks()
    after = browser.get(page(enrolment, "identity") + "examen/", headers={"HX-Request": "true"})

    assert answer.status_code == 302
    assert "Examen en cours" in examined
    assert "0 sur 2" in words(progress)
    assert after["HX-Refresh"] == "true"
    assert "En attente" in words(browser.get(page(enrolment, "identity")))


def test_one_wrong_file_does_not_lose_the_others(enrolment: Enrolment) -> None:
    answer = signed_in(enrolment.person).post(
        page(enrolment, "identity"), {"given": [uploaded(a_picture()), uploaded(b"MZ", "virus.pdf")]}
    )

    assert answer.status_code == 422
    assert "virus.pdf" in words(answer)
    assert document_of(enrolment.file).given_files.count() == 1


def test_nothing_chosen_is_said(enrolment: Enrolment) -> None:
    answer = signed_in(enrolment.person).post(page(enrolment, "identity"))

    assert answer.status_code == 422
    assert "Choisissez un fichier" in words(answer)


def test_a_file_comes_piece_by_piece(enrolment: Enrolment, run_due_tasks: Run) -> None:
    browser, content = signed_in(enrolment.person), a_picture(200, 200)
    begun = browser.post(
        page(enrolment, "identity") + "envois/", {"name": "a.jpg", "size": len(content), "fingerprint": "a"}
    ).json()
    for offset, piece in pieces_of(content, 400):
        assert browser.get(begun["address"]).json() == {"received": offset}
        browser.post(
            begun["address"],
            piece,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
    run_due_tasks()

    assert browser.get(begun["address"]).status_code == 404
    assert document_of(enrolment.file).state == DocumentState.WAITING


def test_a_file_is_seen_and_taken_back(enrolment: Enrolment, run_due_tasks: Run) -> None:
    given = waiting(enrolment, run_due_tasks).given_files.get()
    browser = signed_in(enrolment.person)
    seen = browser.get(f"{page(enrolment)}fichiers/{given.pk}/")
    browser.post(f"{page(enrolment)}fichiers/{given.pk}/retrait/")

    assert seen["Content-Type"] == "image/jpeg"
    assert document_of(enrolment.file).state == DocumentState.TO_GIVE


def test_a_student_says_that_a_document_does_not_concern_them(enrolment: Enrolment) -> None:
    browser = signed_in(enrolment.person)
    browser.post(page(enrolment, "defence-day") + "non-concerne/")
    browser.post(page(enrolment, "identity") + "non-concerne/")

    assert document_of(enrolment.file, "defence-day").state == DocumentState.NOT_CONCERNED
    assert not SupportingDocument.objects.filter(kind="identity", state=DocumentState.NOT_CONCERNED).exists()
    assert "Non concerné" in words(browser.get(page(enrolment)))


def test_somebody_without_an_account_gives_theirs_from_their_file(enrolment: Enrolment, run_due_tasks: Run) -> None:
    browser = browser_with(enrolment)
    shown = words(browser.get("/inscription/dossier/pieces/"))
    browser.post("/inscription/dossier/pieces/identity/", {"given": [uploaded(a_picture())]})
    run_due_tasks()

    assert "Pièce d’identité" in shown
    assert "En attente" in words(browser.get("/inscription/dossier/pieces/identity/"))


def test_nobody_gives_documents_before_they_are_enrolled() -> None:
    browser = PageClient()
    session = browser.session
    session[KEY] = ReadyFileFactory.create().pk
    session.save()
    browser.cookies["session"] = session.session_key or ""

    assert browser.get("/inscription/dossier/pieces/").status_code == 302
    assert PageClient().get("/inscription/dossier/pieces/").url == "/inscription/"


# For officers


def test_an_officer_checks_one_document_after_the_other(run_due_tasks: Run, at: Traveller) -> None:
    enrolments = [an_enrolment() for _ in range(3)]
    documents = []
    for each in enrolments:
        documents.append(waiting(each, run_due_tasks))
        at.later(minutes=1)
    browser = signed_in(someone(Role.REGISTRAR_OFFICER))
    begun = browser.post(f"{QUEUE}suivante/")
    desk = browser.get(begun.url)
    accepted = decide(browser, documents[0], "accept")
    refused = decide(browser, documents[1], "refuse", reason="unreadable")
    last = decide(browser, documents[2], "accept")

    assert "frame-src 'self'" in desk["Content-Security-Policy"]
    assert [begun.url, accepted.url, refused.url, last.url] == [
        *(f"{QUEUE}{document.pk}/" for document in documents),
        QUEUE,
    ]
    assert "Aucune pièce n’attend" in words(browser.get(QUEUE))


def test_a_refusal_without_a_reason_is_not_made(enrolment: Enrolment, run_due_tasks: Run) -> None:
    document = waiting(enrolment, run_due_tasks)
    browser = signed_in(someone(Role.REGISTRAR_OFFICER))
    without = decide(browser, document, "refuse", said="Ce que j’ai déjà tapé.")
    other = decide(browser, document, "refuse", reason="other")

    assert (without.status_code, other.status_code) == (422, 422)
    assert "Ce que j’ai déjà tapé." in words(without)
    assert document_of(enrolment.file).state == DocumentState.WAITING


def test_a_document_that_changed_meanwhile_is_shown_again(enrolment: Enrolment, run_due_tasks: Run) -> None:
    seen = waiting(enrolment, run_due_tasks)
    waiting(enrolment, run_due_tasks)
    answer = decide(signed_in(someone(Role.REGISTRAR_OFFICER)), seen, "accept")

    assert answer.status_code == 409
    assert "a changé" in words(answer)


def test_a_file_in_a_colleague_s_hands_is_said_to_be(enrolment: Enrolment, run_due_tasks: Run) -> None:
    document = waiting(enrolment, run_due_tasks)
    signed_in(someone(Role.REGISTRAR_OFFICER)).post(f"{QUEUE}suivante/")
    browser = signed_in(someone(Role.REGISTRAR_OFFICER))

    assert decide(browser, document, "accept").status_code == 409
    assert "le vérifie en ce moment" in words(browser.get(f"{QUEUE}{document.pk}/"))
    assert browser.post(f"{QUEUE}suivante/").url == QUEUE


def test_a_2d_doc_that_nobody_trusted_signed_is_said_to_be_no_proof(
    enrolment: Enrolment, run_due_tasks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = waiting(enrolment, run_due_tasks)
    document.given_files.update(two_d_doc="DC04FR030001260A260AB101FRB2AUTRUI\x1fMFRGG")
    desk = reverse("enrolment:check_document", args=[document.pk])
    officer = signed_in(someone(Role.REGISTRAR_OFFICER))
    assert "2D-Doc" not in words(officer.get(desk))

    monkeypatch.setenv("PERISTYLE_TWODDOC_CERTIFICATES", str(tmp_path))
    shown = words(officer.get(desk))

    assert "La signature n’est pas celle d’une autorité reconnue" in shown
    assert "Le code ne désigne pas la même personne que le dossier." in shown


def test_an_officer_undoes_a_decision_and_stops(enrolment: Enrolment, run_due_tasks: Run) -> None:
    document = waiting(enrolment, run_due_tasks)
    browser = signed_in(someone(Role.REGISTRAR_OFFICER))
    decide(browser, document, "accept")
    decided = words(browser.get(f"{QUEUE}{document.pk}/"))
    browser.post(f"{QUEUE}{document.pk}/reprise/")
    browser.post(f"{QUEUE}fin/")

    assert "Revenir sur cette décision" in decided
    assert document_of(enrolment.file).state == DocumentState.WAITING


def test_the_queue_asks_the_same_however_long(
    run_due_tasks: Run, max_queries: Callable[[int], Any], enrolment: Enrolment
) -> None:
    for kind in ("identity", "cvec", "baccalaureate"):
        waiting(enrolment, run_due_tasks, kind)
    waiting(an_enrolment(), run_due_tasks)
    browser = signed_in(someone(Role.REGISTRAR_OFFICER))

    with max_queries(9):
        browser.get(QUEUE)
    with max_queries(10):
        browser.get(reverse("enrolment:check_document", args=[document_of(enrolment.file).pk]))
