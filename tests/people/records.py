"""Records of persons, with whatever rooms may attach to them, and the whole database as it stands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.apps import apps

from peristyle.accounts.public import open_account
from peristyle.enrolment.public import Enrolment
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.actions.index_persons import index_persons
from peristyle.people.models import Affiliation, Merge, Person, SearchWord, Sponsorship
from peristyle.people.public import AffiliationKind, assign_role, open_affiliation
from tests.enrolment.factories import ReadyFileFactory
from tests.mailbox.factories import MailRedirectFactory
from tests.people.factories import AffiliationFactory, PersonFactory

#: Written beside a merge, and left as it is by its undoing.
BESIDE = {"audit.entry", "people.merge", "people.searchword"}
DOMAIN = "etu.umontpellier.fr"


def an_account(person: Person) -> None:
    open_account(person, domain=DOMAIN, activatable_at=clock.now())


def a_guest(person: Person) -> None:
    tie = AffiliationFactory.create(kind=AffiliationKind.GUEST)
    Sponsorship.objects.create(affiliation=tie, sponsor=person, reason="Colloque", since=clock.now())


def an_enrolment(person: Person) -> Enrolment:
    """Both records may have this one: the same étape, the same year."""
    file = ReadyFileFactory.create()
    return Enrolment.objects.create(
        file=file,
        person=person,
        step=file.admission.step,
        academic_year=file.admission.academic_year,
        validated_at=clock.now(),
    )


def a_tie(person: Person) -> Affiliation:
    number = str(Affiliation.objects.count())
    ends_on = clock.today() + timedelta(days=30)
    return open_affiliation(
        person, AffiliationKind.STUDENT, starts_on=clock.today(), ends_on=ends_on, source="s", source_reference=number
    )


#: What may be attached to a record, by what it is called in a failing example.
ATTACHMENTS: dict[str, Callable[[Person], Any]] = {
    "account": an_account,
    "enrolment": an_enrolment,
    "guest": a_guest,
    "redirect": lambda person: MailRedirectFactory.create(person=person),
    "role": lambda person: assign_role(person, Role.PLANNER),
    "tie": a_tie,
}
#: Facts that a record may have.
FACTS: dict[str, Callable[[], Any]] = {
    "national_id": lambda: f"{Person.objects.count():09}AB",
    "student_number": lambda: f"{20_000_000 + Person.objects.count()}",
    "staff_number": lambda: f"P{Person.objects.count()}",
    "phone": lambda: f"+336{Person.objects.count():08}",
    "usual_name": lambda: "d’Aubigné",
    "civility": lambda: "mme",
}


def a_record(*attached: str, facts: tuple[str, ...] = (), **columns: Any) -> Person:
    """A record with these things attached to it and these facts known."""
    given = {"birth_name": "Aubépine", "given_name": "Léa", "birth_date": date(2007, 3, 14), **columns}
    person = PersonFactory.create(**{name: FACTS[name]() for name in facts}, **given)
    for name in attached:
        ATTACHMENTS[name](person)
    index_persons([person.pk])
    return person


def with_address(address: str) -> dict[str, Any]:
    """The columns of a confirmed personal address."""
    return {"backup_email": address, "backup_email_verified_at": clock.now()}


def database() -> dict[str, list[Any]]:
    """Every row of every table of ours, but those that a merge writes beside."""
    tables = {
        model._meta.label_lower: sorted(map(repr, model._base_manager.values()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in BESIDE and not model._meta.label_lower.startswith("django_tasks")
    }
    words = sorted(map(repr, SearchWord.objects.values_list("person", "word")))
    return {**tables, "words": words}


def standing(person: Person) -> Person:
    """The record as the database knows it now."""
    return Person.objects.get(pk=person.pk)


def newest_merge() -> Merge:
    """The last merge made."""
    merge = Merge.objects.first()
    assert merge is not None
    return merge
