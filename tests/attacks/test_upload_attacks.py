"""What may be tried by uploads: bombs, polyglots, false names and types, other people's papers, a full disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from PIL import Image

from peristyle.enrolment.examination.apart import examine
from peristyle.enrolment.examination.copies import Copy
from peristyle.enrolment.models import Enrolment, GivenFile, UnfinishedUpload
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.rules.uploads import LARGEST, LARGEST_CHUNK, UNFINISHED_PER_FILE, NotTaken, Refusal
from peristyle.enrolment.views.open_file import KEY
from peristyle.kernel.middleware import LARGEST_BODY
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import DegreeFactory, StepFactory, component
from tests.enrolment.papers import (
    CAMERA,
    _given_files_lie_here,
    a_pdf,
    a_picture,
    an_enrolment,
    document_of,
    uploaded,
)
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

__all__ = ["_given_files_lie_here"]
Run = Callable[..., list[str]]
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-09-15 10:00")


@pytest.fixture
def enrolment(db: None) -> Enrolment:
    return an_enrolment()


def verdict(content: bytes, folder: Path) -> Copy | Refusal:
    """What the examination makes of a file."""
    source, target = folder / "source", folder / "target"
    source.write_bytes(content)
    try:
        return examine(source, target)
    except NotTaken as not_taken:
        return not_taken.refusal


def a_pdf_with_stream(raw: bytes, filters: Any) -> bytes:
    """A PDF with a stream as the attacker packed it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Load = pikepdf.Stream(pdf, b"")
        pdf.Root.Load.write(raw, filter=filters)
        buffer = io.BytesIO()
        pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return buffer.getvalue()


def an_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("virus.exe", b"MZ" * 100)
    return buffer.getvalue()


def address(enrolment: Enrolment, page: str = "document", **more: Any) -> str:
    named = {"kind": "identity"} if page in ("document", "begin") else {}
    return reverse(f"enrolment:my_{page}", kwargs={"enrolment_id": enrolment.pk, **named, **more})


def given_in(enrolment: Enrolment, run: Run, content: bytes | None = None) -> GivenFile:
    """A file that a student gave by the form, examined."""
    signed_in(enrolment.person).post(address(enrolment), {"given": [uploaded(content or a_picture())]})
    run()
    return document_of(enrolment.file).given_files.get()


# Bombs


def packed(size: int) -> bytes:
    return zlib.compress(bytes(size), 9)


@pytest.mark.parametrize(
    ("bomb", "refusal"),
    [
        (lambda: a_pdf_with_stream(packed(200_000_000), pikepdf.Name.FlateDecode), Refusal.TOO_COMPLEX),
        (
            lambda: a_pdf_with_stream(
                zlib.compress(packed(200_000_000), 9), pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
            ),
            Refusal.TOO_COMPLEX,
        ),
        (
            lambda: a_pdf_with_stream(b"x", pikepdf.Array([pikepdf.Name.ASCIIHexDecode] * 40)),
            Refusal.TOO_COMPLEX,
        ),
        (lambda: a_picture_of(60_000, 60_000), Refusal.TOO_BIG),
        (lambda: a_picture_of(9_000, 8_000), Refusal.TOO_BIG),
        (lambda: a_pdf(61), Refusal.TOO_MANY_PAGES),
        (lambda: a_pdf(Deep=nested(300)), Refusal.TOO_COMPLEX),
    ],
    ids=["flate", "flate in flate", "many filters", "pixels", "fewer pixels", "pages", "depth"],
)
def test_a_bomb_does_not_go_off(bomb: Callable[[], bytes], refusal: Refusal, tmp_path: Path) -> None:
    content = bomb()

    assert len(content) < LARGEST
    assert verdict(content, tmp_path) == refusal


def a_picture_of(width: int, height: int) -> bytes:
    """A black PNG of one bit a point, packed row by row: Pillow would unpack all of them first."""
    row = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    points = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", points), (b"IEND", b""))
    written = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def nested(depth: int) -> pikepdf.Object:
    found: Any = pikepdf.Array([])
    for _ in range(depth):
        found = pikepdf.Array([found])
    return found


def test_a_picture_in_a_pdf_has_its_points_counted(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Load = pikepdf.Stream(pdf, b"", Subtype=pikepdf.Name.Image, Width=50_000, Height=50_000)
        buffer = io.BytesIO()
        pdf.save(buffer)

    assert verdict(buffer.getvalue(), tmp_path) == Refusal.TOO_BIG


# What acts


@pytest.mark.parametrize(
    ("root", "refusal"),
    [
        ({"OpenAction": SCRIPT}, Refusal.ACTIVE),
        ({"AA": pikepdf.Dictionary(WC=SCRIPT)}, Refusal.ACTIVE),
        (
            {"Names": pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", SCRIPT])))},
            Refusal.ACTIVE,
        ),
        ({"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")}, Refusal.ACTIVE),
        ({"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://evil.example")}, Refusal.ACTIVE),
        ({"AcroForm": pikepdf.Dictionary(XFA=pikepdf.Array([]))}, Refusal.ACTIVE),
        ({"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.GoToE)}, Refusal.ATTACHMENT),
        ({"Names": pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())}, Refusal.ATTACHMENT),
    ],
)
def test_a_pdf_that_acts_or_carries_is_refused(root: dict[str, Any], refusal: Refusal, tmp_path: Path) -> None:
    assert verdict(a_pdf(**root), tmp_path) == refusal


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_pdf_is_refused(user: str, tmp_path: Path) -> None:
    assert verdict(a_pdf(encryption=pikepdf.Encryption(owner="owner", user=user)), tmp_path) == Refusal.ENCRYPTED


# Polyglots and false types


@pytest.mark.parametrize("beginning", [a_pdf(), a_picture(), a_picture(kind="PNG"), a_picture(kind="HEIF")])
def test_nothing_that_trails_a_file_survives(beginning: bytes, tmp_path: Path) -> None:
    page = b"<script>alert(document.cookie)</script>"

    copied = verdict(beginning + page + an_archive(), tmp_path)

    assert isinstance(copied, Copy)
    kept = (tmp_path / "target").read_bytes()
    assert page not in kept
    assert b"PK\x03\x04" not in kept


def test_a_script_in_a_comment_of_a_picture_does_not_survive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50)).save(buffer, "JPEG", comment=b"<?php system($_GET[0]); ?>")
    verdict(buffer.getvalue(), tmp_path)

    assert b"php" not in (tmp_path / "target").read_bytes()


def test_a_picture_loses_what_it_tells_of_its_owner_and_stands_upright(tmp_path: Path) -> None:
    assert verdict(a_picture(60, 40, turned=True), tmp_path) == Copy("image/jpeg", width=40, height=60)
    with Image.open(tmp_path / "target") as kept:
        assert CAMERA not in kept.getexif()
        assert len(kept.getexif()) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0<svg onload=alert(1)>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\0\0\0\x18ftypheic" + b"\0" * 100,
        a_picture(400, 400)[:600],
        a_pdf()[:100],
    ],
)
def test_a_beginning_is_not_enough(content: bytes, tmp_path: Path) -> None:
    assert verdict(content, tmp_path) == Refusal.DAMAGED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("carte.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("carte.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("carte.jpg", an_archive()),
        ("carte.jpg", b"GIF89a"),
        ("carte.heic", b"MZ"),
    ],
)
def test_a_name_does_not_make_a_type(name: str, content: bytes, enrolment: Enrolment) -> None:
    answer = signed_in(enrolment.person).post(address(enrolment), {"given": [uploaded(content, name)]})

    assert answer.status_code == 422
    assert "ni un PDF, ni une image" in answer.content.decode()
    assert not GivenFile.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.jpg", "..\\..\\boot.jpg", "/srv/www/index.jpg", "a\0b.jpg", "." * 300]
)
def test_a_name_leads_nowhere(name: str, enrolment: Enrolment, run_due_tasks: Run, tmp_path: Path) -> None:
    signed_in(enrolment.person).post(address(enrolment), {"given": [uploaded(a_picture(), name)]})
    run_due_tasks()

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.parent.parent.name for path in written] == ["supporting-documents"]
    assert not set("/\\\0") & set(document_of(enrolment.file).given_files.get().file_name)


# What is served


def test_a_given_file_is_served_alone_and_powerless(enrolment: Enrolment, run_due_tasks: Run) -> None:
    given = given_in(enrolment, run_due_tasks, a_pdf())
    answer = signed_in(enrolment.person).get(address(enrolment, "given_file", given_id=given.pk))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_file_is_not_served_before_it_was_examined(enrolment: Enrolment) -> None:
    browser = signed_in(enrolment.person)
    browser.post(address(enrolment), {"given": [uploaded(a_picture())]})
    given = GivenFile.objects.get()

    assert browser.get(address(enrolment, "given_file", given_id=given.pk)).status_code == 404


# Somebody else's


def other_browsers(enrolment: Enrolment) -> Iterator[tuple[str, PageClient]]:
    """Browsers of people who have nothing to do with these documents, and which way each would try."""
    another = an_enrolment()
    yield "my", signed_in(another.person)
    yield "my", PageClient()
    yield "file", browser_with(another)
    elsewhere = StepFactory.create(code="DD1", degree=DegreeFactory.create(code="LDRO", component=component("DSP")))
    yield "officer", signed_in(someone(Role.REGISTRAR_OFFICER, component=elsewhere.degree.component))
    yield "officer", signed_in(someone(Role.HELPDESK_AGENT))


def browser_with(enrolment: Enrolment) -> PageClient:
    """The browser of somebody who has no account, with their file open."""
    browser = PageClient()
    session = browser.session
    session[KEY] = enrolment.file.pk
    session.save()
    browser.cookies["session"] = session.session_key or ""
    return browser


def test_another_s_documents_are_not_reached_by_their_numbers(enrolment: Enrolment, run_due_tasks: Run) -> None:
    given = given_in(enrolment, run_due_tasks)
    for way, browser in other_browsers(enrolment):
        if way == "my":
            tries = [
                browser.get(address(enrolment, "documents")),
                browser.get(address(enrolment)),
                browser.post(address(enrolment), {"given": [uploaded(a_picture())]}),
                browser.get(address(enrolment, "given_file", given_id=given.pk)),
                browser.post(address(enrolment, "take_back", given_id=given.pk)),
            ]
        elif way == "file":
            tries = [
                browser.get(reverse("enrolment:file_given_file", args=[given.pk])),
                browser.post(reverse("enrolment:file_take_back", args=[given.pk])),
            ]
        else:
            tries = [
                browser.get(reverse("enrolment:checked_file", args=[given.pk])),
                browser.get(reverse("enrolment:check_document", args=[given.document_id])),
                browser.post(
                    reverse("enrolment:check_document", args=[given.document_id]), {"decision": "accept", "revision": 2}
                ),
            ]
        assert {answer.status_code for answer in tries} <= {302, 403, 404}

    assert GivenFile.objects.get() == given
    assert document_of(enrolment.file).state == DocumentState.WAITING


def test_one_s_own_enrolment_does_not_open_another_s_file(enrolment: Enrolment, run_due_tasks: Run) -> None:
    given = given_in(enrolment, run_due_tasks)
    another = an_enrolment()
    browser = signed_in(another.person)

    assert browser.get(address(another, "given_file", given_id=given.pk)).status_code == 404
    assert browser.post(address(another, "take_back", given_id=given.pk)).status_code == 404


def test_another_s_upload_takes_no_piece(enrolment: Enrolment) -> None:
    begun = signed_in(enrolment.person).post(
        address(enrolment, "begin"), {"name": "a.jpg", "size": 900, "fingerprint": "a"}
    )
    another = an_enrolment()
    browser = signed_in(another.person)
    own_way = reverse(
        "enrolment:my_upload",
        kwargs={"enrolment_id": another.pk, "kind": "identity", "upload_id": UnfinishedUpload.objects.get().pk},
    )
    for tried in (begun.json()["address"], own_way):
        assert send(browser, tried, a_picture()[:100]).status_code == 404

    assert UnfinishedUpload.objects.get().received == 0


# Too much


def send(browser: PageClient, tried: str, piece: bytes, offset: str = "0") -> Any:
    """Post a piece of a file."""
    return browser.post(tried, piece, content_type="application/octet-stream", headers={"Upload-Offset": offset})


def test_a_file_of_more_than_ten_megabytes_is_refused(enrolment: Enrolment) -> None:
    browser = signed_in(enrolment.person)
    whole = browser.post(address(enrolment), {"given": [uploaded(a_picture() + bytes(LARGEST))]})
    announced = browser.post(address(enrolment, "begin"), {"name": "a.jpg", "size": LARGEST + 1, "fingerprint": "a"})

    assert (whole.status_code, announced.status_code) == (422, 422)
    assert "10\u202fMo" in announced.json()["error"] or "10 Mo" in announced.json()["error"]


def test_more_than_was_announced_is_never_written(enrolment: Enrolment, tmp_path: Path) -> None:
    browser = signed_in(enrolment.person)
    begun = browser.post(address(enrolment, "begin"), {"name": "a.jpg", "size": 900, "fingerprint": "a"}).json()

    assert send(browser, begun["address"], a_picture(900, 900)).status_code == 409
    assert send(browser, begun["address"], bytes(6 * LARGEST_CHUNK)).status_code in (400, 409, 413)
    assert send(browser, begun["address"], b"x", offset="-1").status_code == 409
    assert send(browser, begun["address"], b"x", offset="²").status_code == 409
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_huge_request_is_never_read(client: PageClient) -> None:
    assert client.post("/connexion/", {"login": "a"}, CONTENT_LENGTH=str(LARGEST_BODY + 1)).status_code == 413


def test_unfinished_uploads_do_not_fill_the_disk(enrolment: Enrolment) -> None:
    browser = signed_in(enrolment.person)
    answers = [
        browser.post(
            address(enrolment, "begin"), {"name": "a.jpg", "size": LARGEST, "fingerprint": str(number)}
        ).status_code
        for number in range(UNFINISHED_PER_FILE + 3)
    ]

    assert answers == [201] * UNFINISHED_PER_FILE + [422] * 3


def test_a_document_that_nobody_wants_takes_nothing(enrolment: Enrolment) -> None:
    for kind in ("grant-notice", "no-such-thing"):
        tried = reverse("enrolment:my_document", kwargs={"enrolment_id": enrolment.pk, "kind": kind})
        assert signed_in(enrolment.person).post(tried, {"given": [uploaded(a_picture())]}).status_code == 404
