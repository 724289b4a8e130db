import zxingcpp
from PIL import Image

from peristyle.documents.public import qr_code

POINTS, MARGIN = 4, 4


def test_the_code_printed_is_read_back_by_another_s_reader() -> None:
    address = "https://ent.umontpellier.fr/verification/7d2k9fmx04wq3hj5/"

    rows = qr_code(address)

    side = len(rows) + 2 * MARGIN
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + MARGIN, y + MARGIN), 0 if dark == "1" else 255)
    read = zxingcpp.read_barcode(picture.resize((side * POINTS, side * POINTS), Image.Resampling.NEAREST))
    assert read
    assert read.text == address
