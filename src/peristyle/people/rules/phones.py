"""Mobile numbers as people type them, as they are kept (E.164), as they are shown."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

#: Where a number without a country code is at home.
HOME = "FR"
TAKES_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class NotAMobileNumber(Exception):
    """Not a number that can receive text messages."""


def mobile_number(typed: str) -> str:
    """« 06 12 34 56 78 » as +33612345678. Raises NotAMobileNumber."""
    try:
        number = phonenumbers.parse(typed, HOME)
    except NumberParseException as error:
        raise NotAMobileNumber from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in TAKES_TEXTS:
        raise NotAMobileNumber
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown_number(kept: str) -> str:
    """+33612345678 as « +33 6 12 34 56 78 »; a number written otherwise, long ago, as it is."""
    try:
        number = phonenumbers.parse(kept, HOME)
    except NumberParseException:
        return kept
    is_one = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if is_one else kept


def masked_number(kept: str) -> str:
    """A number its owner recognises: « •• •• •• •• 78 »."""
    return f"•• •• •• •• {kept[-2:]}"
