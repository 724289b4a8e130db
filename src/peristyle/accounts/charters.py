"""The text of each version of the charter."""

from django.utils.translation import get_language

from peristyle.kernel import institution


def charter_text(version: str) -> str | None:
    """A version in the reader's language, in Markdown; none when the institution did not keep it."""
    try:
        return institution.text(f"charter-{version}", (get_language() or "fr")[:2])
    except FileNotFoundError:
        return None
