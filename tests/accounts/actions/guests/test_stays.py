"""A guest's stay: invited, prolonged, ended; the sponsor told before its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from peristyle.accounts.actions.guests.change_stay import end_stay, prolong_stay
from peristyle.accounts.actions.guests.hand_over import MayNotSponsor, hand_over_stay
from peristyle.accounts.actions.guests.invite_guest import AlreadyInvited, Invitation, invite_guest
from peristyle.accounts.actions.guests.stays import StayOver, StayTooLong, TooManyGuests
from peristyle.accounts.actions.guests.warn_sponsors import warn_sponsors
from peristyle.accounts.actions.prove_identity import prove_identity
from peristyle.accounts.models import Account
from peristyle.accounts.queries import account_of_person, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person, Sponsorship
from tests.accounts.factories import PersonFactory, account_in, activated_now
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]
INVITATION = Invitation(
    birth_name="Lindqvist",
    given_name="Åsa",
    birth_date=date(1984, 12, 31),
    email="asa@example.se",
    ends_on=date(2027, 1, 15),
    reason="Colloque",
)


@pytest.fixture(autouse=True)
def autumn(at: Traveller) -> None:
    at("2026-10-01 10:00")


@pytest.fixture
def sponsor(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.TEACHER)


@pytest.fixture
def stay(sponsor: Person) -> Sponsorship:
    return invite_guest(INVITATION, sponsor=sponsor)


def account_of(stay: Sponsorship) -> Account:
    """The guest's account, as the database knows it now."""
    account = account_of_person(stay.affiliation.person_id)
    assert account
    return account


def state(stay: Sponsorship) -> State:
    return state_of(account_of(stay), clock.now())


def test_an_invited_guest_may_activate_at_once(stay: Sponsorship, run_due_tasks: Work, outbox: Outbox) -> None:
    run_due_tasks()

    letter = outbox.last
    assert letter.to == "asa@example.se"
    assert letter.link("/activation/")
    assert "Camille Aubépine vous invite" in letter.text
    assert account_of(stay).login == "asa.lindqvist@cptext.umontpellier.fr"
    assert state(stay) == State.ACTIVATABLE
    assert journal(action="accounts.invite_guest").get().actor == stay.sponsor


def test_a_guest_proves_who_they_are_with_the_number_of_the_letter(
    stay: Sponsorship, run_due_tasks: Work, outbox: Outbox
) -> None:
    run_due_tasks()
    number = stay.affiliation.person.guest_number
    assert number
    assert number in outbox.last.text

    assert prove_identity(number.lower(), INVITATION.birth_date) == stay.affiliation.person


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2027, 10, 2)])
def test_a_stay_ends_neither_in_the_past_nor_too_far_away(sponsor: Person, day: date) -> None:
    with pytest.raises(StayTooLong) as refused:
        invite_guest(replace(INVITATION, ends_on=day), sponsor=sponsor)

    assert refused.value.longest == date(2027, 10, 1)
    assert not Sponsorship.objects.exists()


def test_the_same_invitation_sent_twice_invites_once(stay: Sponsorship, sponsor: Person) -> None:
    with pytest.raises(AlreadyInvited) as refused:
        invite_guest(replace(INVITATION, birth_name="LINDQVIST", email="ASA@example.se"), sponsor=sponsor)

    assert refused.value.stay == stay


def test_a_sponsor_answers_for_a_bounded_number_of_guests(sponsor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = institution.current()
    few = rules.model_copy(update={"guests": rules.guests.model_copy(update={"most_per_sponsor": 1})})
    monkeypatch.setattr(institution, "current", lambda: few)
    invite_guest(INVITATION, sponsor=sponsor)

    with pytest.raises(TooManyGuests):
        invite_guest(replace(INVITATION, email="bo@example.se"), sponsor=sponsor)


def test_somebody_who_comes_back_keeps_their_account(sponsor: Person, run_due_tasks: Work, outbox: Outbox) -> None:
    former = account_in(State.CLOSED, person__backup_email="lea@example.net", person__birth_name="Aubépine")
    known = former.person

    stay = invite_guest(
        replace(
            INVITATION,
            birth_name="AUBEPINE",
            given_name=known.given_name,
            birth_date=known.birth_date,
            email="Lea@example.net",
        ),
        sponsor=sponsor,
    )
    run_due_tasks()

    assert account_of(stay) == former
    assert state(stay) == State.ACTIVE
    assert former.login in outbox.last.text


def test_a_homonym_with_another_address_is_somebody_else(sponsor: Person) -> None:
    known = PersonFactory.create(birth_name="Lindqvist", given_name="Åsa", birth_date=INVITATION.birth_date)

    stay = invite_guest(INVITATION, sponsor=sponsor)

    assert stay.affiliation.person != known


def test_a_stay_is_prolonged_within_the_limit(stay: Sponsorship, sponsor: Person, at: Traveller) -> None:
    with pytest.raises(StayTooLong):
        prolong_stay(stay, ends_on=date(2027, 10, 2), by=sponsor)

    prolong_stay(stay, ends_on=date(2027, 5, 31), by=sponsor)
    at("2027-05-31 20:00")

    assert state(stay) == State.ACTIVATABLE


def test_a_stay_that_is_over_is_neither_prolonged_nor_ended(stay: Sponsorship, sponsor: Person, at: Traveller) -> None:
    at("2027-01-16 08:00")

    with pytest.raises(StayOver):
        prolong_stay(stay, ends_on=date(2027, 5, 31), by=sponsor)
    with pytest.raises(StayOver):
        end_stay(stay, by=sponsor)


@pytest.mark.parametrize("day", ["2026-10-01 17:00", "2026-12-01 17:00"])
def test_a_stay_that_is_ended_gives_no_access_from_that_moment_on(
    stay: Sponsorship, sponsor: Person, at: Traveller, day: str
) -> None:
    activated_now(account_of(stay), at=clock.now())
    at(day)

    end_stay(stay, by=sponsor)

    assert state(stay) == State.CLOSING


def test_sponsors_are_told_once_of_all_guests_who_leave_soon(
    stay: Sponsorship, sponsor: Person, run_due_tasks: Work, outbox: Outbox, at: Traveller
) -> None:
    other = invite_guest(replace(INVITATION, given_name="Bo", email="bo@example.se"), sponsor=sponsor)
    prolong_stay(other, ends_on=date(2027, 1, 12), by=sponsor)
    run_due_tasks()
    outbox_before = len(outbox)
    at("2026-12-28 03:00")
    warn_sponsors.call()
    run_due_tasks()
    assert len(outbox) == outbox_before

    for day in ("2027-01-02 03:00", "2027-01-03 03:00"):
        at(day)
        warn_sponsors.call()
        run_due_tasks()

    letters = [letter for letter in outbox.letters if letter.to == sponsor.backup_email]
    assert len(letters) == 1
    assert "Åsa Lindqvist" in letters[0].text
    assert "Bo Lindqvist" in letters[0].text


def test_a_prolonged_stay_is_told_of_again(
    stay: Sponsorship, sponsor: Person, run_due_tasks: Work, outbox: Outbox, at: Traveller
) -> None:
    at("2027-01-10 03:00")
    warn_sponsors.call()
    prolong_stay(stay, ends_on=date(2027, 3, 1), by=sponsor)

    at("2027-02-20 03:00")
    warn_sponsors.call()
    run_due_tasks()

    assert len([letter for letter in outbox.letters if letter.to == sponsor.backup_email]) == 2


def test_another_sponsor_answers_for_the_guest_and_is_told(
    stay: Sponsorship, inhabitant: Inhabitants, run_due_tasks: Work, outbox: Outbox, at: Traveller
) -> None:
    before = stay.sponsor_id
    other, agent = inhabitant(Role.STAFF), inhabitant(Role.HELPDESK_AGENT)
    at("2027-01-10 03:00")
    warn_sponsors.call()

    hand_over_stay(stay, to=other, by=agent)
    warn_sponsors.call()
    run_due_tasks()

    stay.refresh_from_db()
    assert stay.sponsor == other
    assert [letter.text.count("Åsa Lindqvist") for letter in outbox.to(other.backup_email)] == [1, 1]
    entry = journal(action="accounts.hand_over_stay").get()
    assert (entry.actor, entry.details) == (agent, {"before": before, "sponsor": other.pk})


def test_who_may_not_invite_answers_for_nobody(stay: Sponsorship, sponsor: Person, inhabitant: Inhabitants) -> None:
    for role in (Role.STUDENT, Role.GUEST):
        with pytest.raises(MayNotSponsor):
            hand_over_stay(stay, to=inhabitant(role), by=sponsor)


def test_a_guest_who_left_is_not_handed_over(
    stay: Sponsorship, sponsor: Person, inhabitant: Inhabitants, at: Traveller
) -> None:
    other = inhabitant(Role.STAFF)
    at("2027-01-16 08:00")

    with pytest.raises(StayOver):
        hand_over_stay(stay, to=other, by=sponsor)


def test_a_guest_is_not_handed_over_to_who_answers_for_too_many(
    stay: Sponsorship, sponsor: Person, inhabitant: Inhabitants, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = inhabitant(Role.STAFF)
    invite_guest(replace(INVITATION, email="bo@example.se"), sponsor=busy)
    rules = institution.current()
    few = rules.model_copy(update={"guests": rules.guests.model_copy(update={"most_per_sponsor": 1})})
    monkeypatch.setattr(institution, "current", lambda: few)

    with pytest.raises(TooManyGuests):
        hand_over_stay(stay, to=busy, by=sponsor)

    stay.refresh_from_db()
    assert stay.sponsor == sponsor
