"""Files of staff and guests."""

from django.db.models import QuerySet

from peristyle.accounts.models import PeopleImport


def people_imports() -> QuerySet[PeopleImport]:
    """The imports made, the newest first, without the text of a file."""
    return PeopleImport.objects.select_related("requested_by").defer("text")
