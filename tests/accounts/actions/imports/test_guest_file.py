"""Guests by file: a sponsor, a reason, an end; the same file twice changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from peristyle.accounts.actions.guests.change_stay import end_stay
from peristyle.accounts.actions.guests.invite_guest import Invitation, invite_guest
from peristyle.accounts.actions.imports.carry_out_import import carry_out_import
from peristyle.accounts.actions.imports.request_import import take_file
from peristyle.accounts.models import PeopleFileKind, PeopleImport
from peristyle.accounts.queries import account_of_person
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person, Sponsorship, update_person
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
TITLES = "nom;prenom;date_naissance;mail;fin;parrain;motif"
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-01 10:00")


@pytest.fixture(autouse=True)
def sponsor(inhabitant: Inhabitants) -> Person:
    teacher = inhabitant(Role.TEACHER)
    update_person(teacher, staff_number="P1001")
    return teacher


def line(
    name: str = "Lindqvist",
    *,
    mail: str = "asa@example.se",
    end: str = "15/01/2027",
    sponsor: str = "P1001",
    reason: str = "Colloque",
) -> str:
    """A good line, unless it is made otherwise."""
    return f"{name};Åsa;31/12/1984;{mail};{end};{sponsor};{reason}"


def carry_out(*lines: str) -> PeopleImport:
    """Import these lines."""
    content = "\n".join([TITLES, *lines, ""]).encode()
    taken = take_file(PeopleFileKind.GUESTS, content, "guests.csv", all_or_nothing=False, by=None)
    return carry_out_import(taken.pk, lambda _done, _total: None)


def counts(done: PeopleImport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, refused."""
    return done.added, done.updated, done.unchanged, done.refused


def test_a_good_line_becomes_a_guest_with_a_sponsor_and_an_account(
    sponsor: Person, run_due_tasks: Work, outbox: Outbox
) -> None:
    assert counts(carry_out(line())) == (1, 0, 0, 0)
    run_due_tasks()

    stay = Sponsorship.objects.get()
    assert (stay.sponsor, stay.reason, stay.affiliation.ends_on) == (sponsor, "Colloque", date(2027, 1, 15))
    account = account_of_person(stay.affiliation.person_id)
    assert account
    assert account.login == "asa.lindqvist@cptext.umontpellier.fr"
    assert stay.affiliation.person.guest_number
    assert outbox.last.to == "asa@example.se"


def test_a_sponsor_is_named_by_number_or_by_identifier(sponsor: Person) -> None:
    account = account_of_person(sponsor.pk)
    assert account

    assert counts(carry_out(line(sponsor=account.login.upper()))) == (1, 0, 0, 0)


def test_the_same_file_twice_changes_nothing(run_due_tasks: Work, outbox: Outbox) -> None:
    lines = [line(), line("Berg", mail="bo@example.se")]
    carry_out(*lines)
    run_due_tasks()
    letters = len(outbox)

    assert counts(carry_out(*lines)) == (0, 0, 2, 0)

    run_due_tasks()
    assert len(outbox) == letters


def test_another_end_reason_or_name_is_brought_up_to_date() -> None:
    carry_out(line())

    assert counts(carry_out(line("Lindqvist-Berg", end="31/03/2027", reason="Jury"))) == (0, 1, 0, 0)

    stay = Sponsorship.objects.get()
    assert (stay.reason, stay.affiliation.ends_on) == ("Jury", date(2027, 3, 31))
    assert stay.affiliation.person.birth_name == "Lindqvist-Berg"


def test_an_end_that_is_past_ends_the_stay_and_makes_no_new_guest() -> None:
    carry_out(line())

    done = carry_out(line(end="30/09/2026"), line("Berg", mail="bo@example.se", end="30/09/2026"))

    assert counts(done) == (0, 1, 1, 0)
    assert Affiliation.objects.get(kind="guest").ends_on == date(2026, 9, 30)


def test_what_a_file_says_holds_also_after_a_stay_was_ended_by_hand(sponsor: Person) -> None:
    carry_out(line())
    end_stay(Sponsorship.objects.get(), by=sponsor)

    assert counts(carry_out(line())) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (line(sponsor="P9999"), "unknown_sponsor"),
        (line(end="15/01/2029"), "stay_too_long"),
        (line(end=""), "required"),
        (line(mail="asa@umontpellier.fr"), "own_address"),
        (line(reason="x" * 301), "too_long"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(wrong: str, code: str) -> None:
    done = carry_out(wrong)

    assert [refused.code for refused in done.refused_lines.all()] == [code]
    assert not Sponsorship.objects.exists()


def test_a_sponsor_who_may_not_invite_is_refused(inhabitant: Inhabitants) -> None:
    student = inhabitant(Role.STUDENT)
    account = account_of_person(student.pk)
    assert account

    assert carry_out(line(sponsor=account.login)).refused_lines.get().code == "sponsor_may_not"


def test_somebody_invited_on_the_pages_is_not_invited_by_a_file_too(sponsor: Person) -> None:
    invite_guest(
        Invitation("Lindqvist", "Åsa", date(1984, 12, 31), "asa@example.se", date(2027, 1, 15), "Colloque"),
        sponsor=sponsor,
    )

    assert carry_out(line()).refused_lines.get().code == "already_invited"
