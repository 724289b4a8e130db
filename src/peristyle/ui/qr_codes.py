"""QR codes for pages: the `source` of the macro `ui.qr_code`."""

import segno

#: Readers want dark on light, whatever the colours of the page.
LIGHT = "#fff"


def qr_code_source(text: str) -> str:
    """An image of the text's code, as an address that holds it whole."""
    return str(segno.make_qr(text).svg_data_uri(scale=5, light=LIGHT))
