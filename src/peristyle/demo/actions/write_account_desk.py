"""Write down what lies on the desk of accounts: a recovery, a request for more time, a merge, a file; and a token."""

from datetime import timedelta

from peristyle.accounts.public import (
    Account,
    IdentityDocument,
    PeopleFileKind,
    PeopleImport,
    RefusedPerson,
    State,
    account_of_person,
    ask_extension,
    ask_recovery,
    create_token,
    state_of,
)
from peristyle.kernel import clock
from peristyle.people.public import AffiliationKind, Person, index_persons, merge_persons

#: Guests whose stay is over are few: the whole university need not be asked who is closing.
GUESTS_LOOKED_AT = 20


def write_account_desk(*, student: Account, agent: Person, it_staff: Person) -> None:
    """Through the true verbs, so that the clock of the demonstration brings each to its end."""
    others = Account.objects.filter(activation__isnull=False, person__affiliations__kind=AffiliationKind.STUDENT)
    known = list(others.exclude(pk=student.pk).select_related("person", "activation").order_by("pk")[:2])
    for account in known[:1]:
        ask_recovery(
            account,
            by=agent,
            document=IdentityDocument.PASSPORT,
            note="Venu au bâtiment 5 ; son ancienne boîte mail est fermée.",
            new_address=f"retrouve.{account.person_id}@example.org",
            resets_factors=False,
        )
    for account in known[1:]:
        _merge(account.person, by=it_staff)
    _ask_for_more_time()
    _write_import(it_staff)
    create_token(student, name="Mon tableau de bord", scopes=["profile"], expires_at=clock.now() + timedelta(days=90))


def _merge(kept: Person, *, by: Person) -> None:
    """Somebody who had been invited before enrolling."""
    absorbed = Person.objects.create(
        given_name=kept.given_name,
        birth_name=kept.birth_name.upper(),
        birth_date=kept.birth_date,
        guest_number="E90000002",
        created_at=clock.now(),
    )
    index_persons([absorbed.pk])
    merge_persons(kept.pk, absorbed.pk, by=by)


def _ask_for_more_time() -> None:
    """A guest whose stay is over has a few days left to ask."""
    left = Account.objects.filter(
        person__affiliations__kind=AffiliationKind.GUEST, person__affiliations__ends_on__lt=clock.today()
    )
    for person_id in left.order_by("-person__affiliations__ends_on").values_list("person", flat=True)[
        :GUESTS_LOOKED_AT
    ]:
        account = account_of_person(person_id)
        if account and state_of(account, clock.now()) == State.CLOSING:
            reason = "Je relis encore les épreuves de l’ouvrage collectif."
            ask_extension(account, until=clock.today() + timedelta(days=60), reason=reason, by=account.person)
            return


def _write_import(it_staff: Person) -> None:
    at = clock.now() - timedelta(days=9)
    brought = PeopleImport.objects.create(
        kind=PeopleFileKind.STAFF,
        file_name="personnels-novembre.csv",
        text="",
        all_or_nothing=False,
        requested_by=it_staff,
        requested_at=at,
        started_at=at,
        finished_at=at + timedelta(minutes=1),
        rows_total=24,
        rows_done=24,
        added=3,
        updated=20,
        refused=1,
    )
    RefusedPerson.objects.create(
        file_import=brought, line=17, code="ends_before_start", column="fin", value="30/06/2024"
    )
