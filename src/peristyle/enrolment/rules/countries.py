"""Countries of postal addresses: ISO 3166 codes, from the Unicode CLDR that Babel carries."""

from functools import cache
from operator import itemgetter

from babel import Locale
from babel.core import get_global

HOME = "FR"
#: Where CLDR knows several numbers for a country, today's of ISO 3166-1.
_PRESENT_NUMBERS = {"DE": "276", "ET": "231", "FR": "250", "SD": "729", "YE": "887"}
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def numbers() -> dict[str, str]:
    """The three-digit number of each country, by its two letters."""
    found = {
        letters[0]: number
        for number, letters in get_global("territory_aliases").items()
        if number.isdigit() and len(letters) == 1
    } | _PRESENT_NUMBERS
    names = Locale("en").territories
    return {code: number for code, number in found.items() if code in names and code not in _NO_COUNTRIES}


def choices(language: str) -> list[tuple[str, str]]:
    """Codes and names in `language`, the home country first, the others by name."""
    names = Locale.parse(language, sep="-").territories
    others = sorted(((code, names[code]) for code in numbers() if code != HOME), key=itemgetter(1))
    return [(HOME, names[HOME]), *others]


def name(code: str, language: str) -> str:
    """The name of a country in `language`."""
    return str(Locale.parse(language, sep="-").territories[code])
