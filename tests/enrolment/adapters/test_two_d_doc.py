"""2D-Doc symbols on supporting documents: read, and proven with the certificates one trusts."""

import base64
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from PIL import Image

from peristyle.enrolment.adapters.two_d_doc import is_genuine
from peristyle.enrolment.examination.apart import examine
from peristyle.enrolment.rules.two_d_doc import NotReadable, TwoDDocType, read

KEY = ec.generate_private_key(ec.SECP256R1())
SIGNED_ON = date(2026, 9, 1)
BODY = "B1CAMILLE\x1dB2FABREGUES\x1dB714052008BB0600010040B\x1dBF7EBBK18-ROSWFTHR-35"


def message(body: str = BODY, *, kind: str = "B1", key: ec.EllipticCurvePrivateKey = KEY) -> str:
    """A message of the authority FR03, signed by `key`."""
    day = f"{(SIGNED_ON - date(2000, 1, 1)).days:04X}"
    signed = f"DC04FR030001{day}{day}{kind}01FR{body}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = base64.b32encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode().rstrip("=")
    return f"{signed}\x1f{signature}"


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """The certificates that the institution trusts: one of FR03, in force for the year."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Essai 2D-Doc")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365))
        .sign(KEY, hashes.SHA256())
    )
    (tmp_path / "FR030001.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return tmp_path


def picture(text: str) -> Image.Image:
    """A page with the symbol of a message on it."""
    symbol = zxingcpp.create_barcode(text.encode(), zxingcpp.BarcodeFormat.DataMatrix)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(symbol, scale=6))
    page = Image.new("RGB", (900, 1200), "white")
    page.paste(drawn, (200, 300))
    return page


def test_a_message_tells_its_fields() -> None:
    content = read(message())

    assert content.type == TwoDDocType.CVEC
    assert (content.given_name, content.birth_name) == ("CAMILLE", "FABREGUES")
    assert (content.birth_date, content.national_id) == (date(2008, 5, 14), "0600010040B")
    assert (content.academic_year, content.cvec_number) == (2026, "18-ROSWFTHR-35")
    assert content.signed_on == SIGNED_ON


def test_a_signature_holds_for_what_was_signed_and_nothing_else(certificates: Path) -> None:
    true = message()

    assert is_genuine(read(true), certificates)
    assert not is_genuine(read(true.replace("FABREGUES", "FABREGUEZ")), certificates)
    assert not is_genuine(read(message(key=ec.generate_private_key(ec.SECP256R1()))), certificates)
    assert not is_genuine(read(true.replace("FR030001", "../../00")), certificates)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "DC04",
        "https://example.org",
        message(kind="01"),
        message("ZZ12"),
        message("B7140520"),
        message().replace("\x1f", ""),
        message() + "1!",
        message("B2" + "A" * 1300),
    ],
)
def test_what_is_no_2d_doc_is_not_read(wrong: str) -> None:
    with pytest.raises(NotReadable):
        read(wrong)


@pytest.mark.parametrize(("suffix", "kind"), [("jpg", "JPEG"), ("pdf", "PDF")])
def test_the_symbol_on_a_given_file_is_read(tmp_path: Path, suffix: str, kind: str) -> None:
    said = message()
    written = BytesIO()
    picture(said).save(written, kind)
    source = tmp_path / f"given.{suffix}"
    source.write_bytes(written.getvalue())

    assert examine(source, tmp_path / "copy", read_symbol=True).two_d_doc == said
    assert examine(source, tmp_path / "other", read_symbol=False).two_d_doc == ""
