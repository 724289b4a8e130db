"""Two records are of one person: what moves, what stays, who is told, and how it is taken apart again."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.accounts.public import Account, GivenLogin, State, account_of_person, state_of
from peristyle.audit.models import Entry
from peristyle.audit.public import journal, record
from peristyle.enrolment.public import Enrolment
from peristyle.kernel import clock
from peristyle.people.actions.erase_person import erase_person
from peristyle.people.actions.merge_persons import NotMergeable, OwnRecord, merge_persons
from peristyle.people.actions.undo_merge import NotUndoable, undo_merge
from peristyle.people.models import Affiliation, Person, Sponsorship
from peristyle.people.personal_data import TABLES
from peristyle.people.public import find_by_number, find_by_words
from peristyle.people.queries import facts_of, preview_of_merge
from peristyle.people.references import references
from tests.harness.letters import Outbox
from tests.people.records import ATTACHMENTS, FACTS, a_record, database, standing, with_address

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]


def test_what_is_attached_to_the_absorbed_record_joins_the_kept_one() -> None:
    kept, absorbed = a_record("tie"), a_record("tie", "role", "guest", "enrolment")

    merge_persons(kept.pk, absorbed.pk, by=None)

    assert Affiliation.objects.filter(person=kept).count() == 2
    assert Enrolment.objects.get().person == kept
    assert Sponsorship.objects.get().sponsor == kept
    assert standing(kept).held_roles()
    assert not Affiliation.objects.filter(person=absorbed).exists()


def test_facts_that_the_kept_record_lacks_come_from_the_absorbed_one() -> None:
    kept = a_record(facts=("student_number",), **with_address("lea@example.net"))
    absorbed = a_record(facts=("student_number", "national_id", "phone"), **with_address("l.aubepine@example.net"))

    merge_persons(kept.pk, absorbed.pk, by=None)

    after = standing(kept)
    assert (after.student_number, after.backup_email) == (kept.student_number, "lea@example.net")
    assert (after.national_id, after.phone) == (absorbed.national_id, absorbed.phone)
    assert after.backup_email_verified_at == kept.backup_email_verified_at


def test_the_confirmation_of_an_address_goes_with_the_address() -> None:
    kept, absorbed = a_record(backup_email="lea@example.net"), a_record(**with_address("other@example.net"))

    merge_persons(kept.pk, absorbed.pk, by=None)

    assert standing(kept).backup_email_verified_at is None


def test_both_numbers_lead_to_the_kept_record() -> None:
    kept, absorbed = a_record(facts=("student_number",)), a_record(facts=("student_number",))
    old_number = str(absorbed.student_number)

    merge_persons(kept.pk, absorbed.pk, by=None)

    assert find_by_number(old_number, kept.birth_date) == kept
    assert [person.pk for person in find_by_words(old_number)] == [kept.pk]
    assert [person.pk for person in find_by_words("aubépine")] == [kept.pk]


def test_an_account_comes_along_where_there_is_none() -> None:
    kept, absorbed = a_record("tie"), a_record("account")

    merge_persons(kept.pk, absorbed.pk, by=None)

    assert Account.objects.get().person == kept
    assert GivenLogin.objects.get().person == kept


def test_of_two_accounts_the_kept_record_s_stays_and_the_other_closes_by_rule() -> None:
    kept, absorbed = a_record("account", "tie"), a_record("account", "tie")

    merge_persons(kept.pk, absorbed.pk, by=None)

    stays, closes = account_of_person(kept.pk), account_of_person(absorbed.pk)
    assert stays
    assert closes
    assert state_of(stays, clock.now()) == State.ACTIVATABLE
    assert state_of(closes, clock.now()) == State.CLOSED
    assert set(GivenLogin.objects.values_list("person", flat=True)) == {kept.pk}


def test_what_both_have_once_only_stays_and_the_preview_says_so() -> None:
    kept, absorbed = a_record("redirect"), a_record("redirect", "tie")
    preview = preview_of_merge(kept.pk, absorbed.pk)
    assert preview

    merge_persons(kept.pk, absorbed.pk, by=None)

    assert [move.reference.names for move in preview.staying] == [("mailbox.mailredirect", "person")]
    assert [move.reference.names for move in preview.moving] == [("people.affiliation", "person")]


def test_the_preview_tells_which_fact_wins() -> None:
    kept = a_record(facts=("student_number",))
    absorbed = a_record(facts=("student_number", "phone"))

    preview = preview_of_merge(kept.pk, absorbed.pk)

    assert preview
    assert {fact.name: fact.result for fact in preview.facts} == {
        "student_number": kept.student_number,
        "phone": absorbed.phone,
    }


def test_the_journal_is_not_rewritten() -> None:
    kept, absorbed = a_record(), a_record()
    record("tests.greet", actor=absorbed, subject=absorbed)

    merge_persons(kept.pk, absorbed.pk, by=None)

    entry = Entry.objects.get(action="tests.greet")
    assert (entry.actor, entry.subject) == (absorbed, f"people.person:{absorbed.pk}")
    assert journal(action="people.merge").get().details["absorbed"] == f"people.person:{absorbed.pk}"


def test_the_person_is_told_at_both_addresses(run_due_tasks: Work, outbox: Outbox) -> None:
    kept, absorbed = a_record(backup_email="lea@example.net"), a_record(backup_email="lea@example.org")

    merge = merge_persons(kept.pk, absorbed.pk, by=None)
    run_due_tasks()
    undo_merge(merge.pk, by=None)
    run_due_tasks()

    assert sorted(letter.to for letter in outbox.letters) == ["lea@example.net"] * 2 + ["lea@example.org"] * 2


def test_nobody_merges_their_own_record() -> None:
    officer, other = a_record(), a_record()

    with pytest.raises(OwnRecord):
        merge_persons(officer.pk, other.pk, by=officer)


def test_a_record_is_absorbed_once_and_absorbs_nothing_any_more() -> None:
    first, second, third = a_record(), a_record(), a_record()
    merge_persons(first.pk, second.pk, by=None)

    for kept, absorbed in ((third, second), (second, third), (first, first)):
        with pytest.raises(NotMergeable):
            merge_persons(kept.pk, absorbed.pk, by=None)


def test_what_a_record_absorbed_before_goes_along() -> None:
    first, second, third = a_record(), a_record(facts=("student_number",)), a_record(facts=("student_number",))
    merge_persons(second.pk, third.pk, by=None)

    merge_persons(first.pk, second.pk, by=None)

    assert find_by_number(str(third.student_number), third.birth_date) == first


def test_merges_are_undone_in_the_order_of_onions() -> None:
    first, second, third = a_record("tie"), a_record("account"), a_record("role")
    before = database()
    inner = merge_persons(second.pk, third.pk, by=None)
    outer = merge_persons(first.pk, second.pk, by=None)
    with pytest.raises(NotUndoable):
        undo_merge(inner.pk, by=None)

    undo_merge(outer.pk, by=None)
    undo_merge(inner.pk, by=None)

    assert database() == before
    with pytest.raises(NotUndoable):
        undo_merge(inner.pk, by=None)


def test_what_changed_since_stays_with_the_kept_record() -> None:
    kept, absorbed = a_record(), a_record("tie", facts=("phone", "national_id"))
    merge = merge_persons(kept.pk, absorbed.pk, by=None)
    Person.objects.filter(pk=kept.pk).update(phone="+33700000000")
    ATTACHMENTS["role"](kept)

    undo_merge(merge.pk, by=None)

    assert standing(kept).phone == "+33700000000"
    assert standing(kept).roles.count() == 1
    assert standing(kept).national_id is None
    assert (standing(absorbed).phone, standing(absorbed).national_id) == (absorbed.phone, absorbed.national_id)


def test_a_merge_is_final_once_one_of_the_two_is_erased() -> None:
    kept, absorbed = a_record(), a_record("tie")
    merge = merge_persons(kept.pk, absorbed.pk, by=None)
    erase_person(kept.pk)

    with pytest.raises(NotUndoable):
        undo_merge(merge.pk, by=None)


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_merge_undone_leaves_the_database_as_it_was(data: st.DataObject) -> None:
    things, facts = st.sets(st.sampled_from(sorted(ATTACHMENTS))), st.sets(st.sampled_from(sorted(FACTS)))
    with transaction.atomic():
        kept, absorbed = (
            a_record(
                *sorted(data.draw(things)),
                facts=tuple(sorted(data.draw(facts))),
                **(with_address(f"lea{number}@example.net") if data.draw(st.booleans()) else {}),
            )
            for number in range(2)
        )
        before = database()

        merge = merge_persons(kept.pk, absorbed.pk, by=None)
        assert database() != before
        undo_merge(merge.pk, by=None)

        assert database() == before
        transaction.set_rollback(True)


def test_every_fact_and_every_kind_of_row_has_a_name_to_be_shown_by() -> None:
    (own,) = (table for table in TABLES if table.name == "person")

    assert set(facts_of(a_record())) - set(own.columns) == set()
    assert [each.names for each in references() if "verbose_name_plural" not in each.model._meta.original_attrs] == []
