"""The contract of whatever seals documents, judged by pyHanko's own validation."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from peristyle.documents import conf
from peristyle.documents.adapters.own_key import KEY, OwnKey, new_key
from peristyle.documents.adapters.seals import read_seal
from peristyle.documents.adapters.typst_writer import TypstWriter
from peristyle.documents.ports import Sealer, SealError
from peristyle.documents.rules.comparisons import SealState
from peristyle.kernel import clock
from tests.documents.sheets import a_sheet

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
#: ISO 19005-2, 6.3.2: an annotation that is shown on no page must still be one that prints.
PRINTED = 0b100
TOKEN, PIN = "peristyle", "271828"


@pytest.fixture
def data_folder(tmp_path: Path, settings: Any) -> Path:
    settings.PERISTYLE_DATA = tmp_path
    return tmp_path


@pytest.fixture
def own_key(data_folder: Path) -> OwnKey:
    return OwnKey()


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[conf.Pkcs11Settings]:
    """A SoftHSM token that holds a key, as a university's device would; its library is loaded once for the process."""
    if not SOFTHSM.exists():
        pytest.skip("needs Debian's softhsm2")
    pytest.importorskip("pkcs11", reason="needs pyhanko[pkcs11]")
    folder = tmp_path_factory.mktemp("device")
    (folder / "tokens").mkdir()
    configuration, key, certificates, pin = (folder / name for name in ("softhsm2.conf", "key", "certificates", "pin"))
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    made = new_key("Université d’essai")
    key.write_bytes(load_pem_private_key(made, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificates.write_bytes(x509.load_pem_x509_certificate(made).public_bytes(Encoding.PEM))
    pin.write_text(f"{PIN}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(configuration))
        for command in (
            ["--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN],
            ["--import", str(key), "--token", TOKEN, "--label", "seal", "--id", "01", "--pin", PIN],
        ):
            subprocess.run(["softhsm2-util", *command], check=True, capture_output=True)  # noqa: S607
        yield conf.Pkcs11Settings(module=SOFTHSM, token=TOKEN, pin_file=pin, key="seal", certificates=certificates)


@pytest.fixture(scope="module")
def device_key(device: conf.Pkcs11Settings) -> Sealer:
    from peristyle.documents.adapters.pkcs11 import Pkcs11Key  # noqa: PLC0415 — wants what may not be installed

    return Pkcs11Key(device)


@pytest.fixture(params=["own_key", "device_key"])
def sealer(request: pytest.FixtureRequest) -> Sealer:
    made: Sealer = request.getfixturevalue(request.param)
    return made


def written() -> bytes:
    return TypstWriter().write(a_sheet())


def validated(pdf: bytes, sealer: Sealer) -> Any:
    """What pyHanko says of the only signature of a file."""
    reader = PdfFileReader(BytesIO(pdf))
    (signature,) = reader.embedded_signatures
    roots = [Certificate.load(certificate) for certificate in sealer.certificates()]
    return validate_pdf_signature(signature, ValidationContext(trust_roots=roots, moment=clock.now()))


def test_what_is_sealed_is_intact_valid_whole_and_trusted(sealer: Sealer) -> None:
    status = validated(sealer.seal(written(), at=clock.now()), sealer)

    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level == ModificationLevel.NONE
    assert status.docmdp_ok


def test_one_flipped_byte_breaks_the_seal(sealer: Sealer) -> None:
    sealed = bytearray(sealer.seal(written(), at=clock.now()))
    place = sealed.index(b"stream") + 40
    sealed[place] ^= 1

    assert not validated(bytes(sealed), sealer).intact
    assert read_seal(bytes(sealed), sealer.certificates()) == SealState.BROKEN


def test_our_own_reading_agrees(sealer: Sealer) -> None:
    pdf = written()
    sealed = sealer.seal(pdf, at=clock.now())

    assert read_seal(sealed, sealer.certificates()) == SealState.INTACT
    assert read_seal(sealed + b"\n% more", sealer.certificates()) == SealState.BROKEN
    assert read_seal(pdf, sealer.certificates()) == SealState.ABSENT
    assert read_seal(sealed, []) == SealState.ABSENT


def test_a_seal_leaves_the_file_archivable(sealer: Sealer) -> None:
    pdf = written()

    with pikepdf.open(BytesIO(pdf)) as before, pikepdf.open(BytesIO(sealer.seal(pdf, at=clock.now()))) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.OutputIntents[0].S == "/GTS_PDFA1"
        (field,) = after.Root.AcroForm.Fields
        assert field.F & PRINTED
        assert after.check_pdf_syntax() == []


def test_sealing_twice_gives_two_files_that_are_both_right(sealer: Sealer) -> None:
    for _ in range(2):
        assert validated(sealer.seal(written(), at=clock.now()), sealer).intact


def test_the_own_key_is_made_once_and_shown_to_nobody(data_folder: Path) -> None:
    first, second = OwnKey(), OwnKey()

    assert first.certificates() == second.certificates()
    assert (data_folder / "seal" / KEY).stat().st_mode & 0o077 == 0
    assert not first.qualified


def test_a_device_that_does_not_answer_is_said_so(device: conf.Pkcs11Settings) -> None:
    from peristyle.documents.adapters.pkcs11 import Pkcs11Key  # noqa: PLC0415 — wants what may not be installed

    absent = Pkcs11Key(device.model_copy(update={"token": "elsewhere"}))

    with pytest.raises(SealError):
        absent.seal(written(), at=clock.now())


def test_a_device_that_is_not_set_up_names_what_is_missing() -> None:
    with pytest.raises(ImproperlyConfigured, match="PERISTYLE_SEAL_MODULE"):
        conf.pkcs11({})
