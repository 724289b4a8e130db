"""Persons are found by their identifiers too."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from peristyle.accounts.models import Account
from peristyle.people.public import words_of_identifier


def words_of_logins(person_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """The words of these persons' identifiers, those of a record they absorbed included: one query."""
    accounts = Account.objects.filter(
        Q(person__in=person_ids, person__merged_into=None) | Q(person__merged_into__in=person_ids)
    )
    for person_id, merged_into, login in accounts.values_list("person_id", "person__merged_into", "login"):
        for word in words_of_identifier(login):
            yield merged_into or person_id, word
