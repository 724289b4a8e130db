"""Take down the language a person wants to be addressed in."""

from peristyle.people.models import Person


def set_language(person: Person, language: str) -> None:
    """Write the language (fr, en) of letters and pages."""
    person.language = language
    person.save(update_fields=["language"])
