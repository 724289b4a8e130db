"""The square of a document that leads to its verification."""

import segno

#: Any of the eight masks reads as well; looking for the handsomest takes four times as long as the code itself.
MASK = 4


def qr_code(address: str) -> list[str]:
    """The rows of the code, « 1 » where it is dark; up to 15 % of it may be torn or stained."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=MASK)
    return ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
