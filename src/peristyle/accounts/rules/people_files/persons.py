"""What the lines of staff and of guests say of a person."""

from collections.abc import Callable, Mapping
from typing import Any

from peristyle.kernel.importing.cells import WrongCell, birth_date, civility, email

#: Columns of the file that are texts of a person, each under its own name.
TEXTS = {
    "nom": "birth_name",
    "prenom": "given_name",
    "nom_usage": "usual_name",
    "autres_prenoms": "other_given_names",
    "lieu_naissance": "birth_place",
    "pays_naissance": "birth_country",
}


def person_facts(cells: Mapping[str, str], year: int) -> dict[str, Any]:
    """The facts of which the file speaks: a column it lacks says nothing, an empty cell says that there is none."""
    facts: dict[str, Any] = {name: cells[column] for column, name in TEXTS.items() if column in cells}
    if "civilite" in cells:
        facts["civility"] = civility(cells["civilite"])
    return {**facts, "birth_date": birth_date(cells["date_naissance"], year)}


def personal_email(written: str, is_ours: Callable[[str], bool]) -> str:
    """An address that can be read before the account is active. Raises WrongCell."""
    address = email(written)
    if is_ours(address):
        raise WrongCell("own_address", "mail", written)
    return address
