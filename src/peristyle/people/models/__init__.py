"""Tables of persons, one subject a file."""

from peristyle.people.models.affiliations import ROLE_OF_AFFILIATION, Affiliation, AffiliationKind, StaffCategory
from peristyle.people.models.components import Component
from peristyle.people.models.merges import Merge, PossibleDuplicate
from peristyle.people.models.persons import Civility, Person
from peristyle.people.models.roles import RoleAssignment
from peristyle.people.models.search_words import SearchWord
from peristyle.people.models.sponsorships import Sponsorship

__all__ = [
    "ROLE_OF_AFFILIATION",
    "Affiliation",
    "AffiliationKind",
    "Civility",
    "Component",
    "Merge",
    "Person",
    "PossibleDuplicate",
    "RoleAssignment",
    "SearchWord",
    "Sponsorship",
    "StaffCategory",
]
