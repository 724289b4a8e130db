"""Write down who answers for the guests, and one record too many, for the page of duplicates."""

from itertools import cycle

from peristyle.accounts.public import Account
from peristyle.demo.university.cast import CHARACTERS
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, AffiliationKind, Person, Sponsorship, index_persons

REASONS = (
    "Colloque « Méditerranée et climat »",
    "Jury de thèse",
    "Séminaire d’économie du développement",
    "Collaboration avec le laboratoire",
)


def write_stays() -> None:
    """Every guest has a sponsor, in turn: the teacher and the agent of the demonstration."""
    guests = Affiliation.objects.filter(kind=AffiliationKind.GUEST).order_by("pk")
    Sponsorship.objects.bulk_create(
        Sponsorship(affiliation=guest, sponsor=sponsor, reason=reason, since=clock.now())
        for guest, sponsor, reason in zip(guests, cycle(_sponsors()), cycle(REASONS))
    )


def write_duplicate() -> None:
    """A guest who was known as a student: one person, two records."""
    known = Person.objects.exclude(student_number=None).order_by("-pk")[0]
    twin = Person.objects.create(
        given_name=known.given_name,
        birth_name=known.birth_name.upper(),
        birth_date=known.birth_date,
        guest_number="E90000001",
        created_at=clock.now(),
    )
    index_persons([twin.pk])


def _sponsors() -> list[Person]:
    domain = institution.current().domains.staff
    logins = [
        f"{character.login_name}@{domain}"
        for character in CHARACTERS
        if character.role in (Role.TEACHER, Role.HELPDESK_AGENT)
    ]
    return [
        account.person for account in Account.objects.filter(login__in=logins).select_related("person").order_by("pk")
    ]
