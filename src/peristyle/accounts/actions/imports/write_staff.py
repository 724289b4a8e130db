"""Write a batch of a file of staff: persons, ties, accounts, roles."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from peristyle.accounts.actions.end_sessions import end_sessions_without_factor
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.rules.people_files.staff_rows import StaffRow
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.importing.carrying import Written
from peristyle.kernel.importing.problems import Problem
from peristyle.people.public import (
    Affiliation,
    AffiliationKind,
    Component,
    Person,
    assign_role,
    open_affiliation,
    recognise_or_register,
    same_name,
    set_backup_email,
    update_affiliation,
    update_person,
)

SOURCE = "staff file"


class _Refused(Exception):
    """The line contradicts what is known."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code, self.value = code, value


def write_staff(rows: Sequence[StaffRow], *, by: Person | None) -> Written:
    """Take each member of the staff in, or bring what is known of them up to date.

    Whoever is not known and has left already is left alone. Nobody leaves for want of a line.
    """
    written = Written()
    numbers = [row.staff_number for row in rows]
    records = Person.objects.filter(staff_number__in=numbers).select_related("account__activation", "merged_into")
    known = {record.staff_number: record for record in records.prefetch_related("roles")}
    ties = {
        tie.source_reference: tie for tie in Affiliation.objects.filter(source=SOURCE, source_reference__in=numbers)
    }
    for row in rows:
        person, tie = known.get(row.staff_number), ties.get(row.staff_number)
        try:
            if person is not None and tie is not None:
                written.updated += _bring_up_to_date(person, tie, row, by)
            elif row.ends_on is None or row.ends_on >= clock.today():
                _take_in(person, row, by)
                written.added += 1
        except _Refused as refused:
            written.problems.append(Problem(row.line, refused.code, "matricule", refused.value))
    return written


def _take_in(known: Person | None, row: StaffRow, by: Person | None) -> None:
    person = _person(known, row)
    tie = dict(row.tie)
    starts_on = tie.pop("starts_on", clock.today())
    opened = open_affiliation(
        person,
        AffiliationKind(tie["kind"]),
        starts_on=starts_on,
        ends_on=row.ends_on,
        source=SOURCE,
        source_reference=row.staff_number,
        component=Component.objects.get(pk=tie["component_id"]) if tie.get("component_id") else None,
        category=tie.get("category", ""),
    )
    _open_account(person, opened)
    _give_roles(person, row, by)


def _open_account(person: Person, tie: Affiliation) -> None:
    """An account for somebody of the staff, which waits for their first day."""
    starts_at = timezone.make_aware(datetime.combine(tie.starts_on, time.min))
    domain = institution.current().domains.staff
    open_account(person, domain=domain, activatable_at=max(clock.now(), starts_at))


def _person(known: Person | None, row: StaffRow) -> Person:
    """The person of the line, with its number and facts."""
    if known is None:
        names = {name: row.person[name] for name in ("birth_name", "given_name", "birth_date")}
        known = recognise_or_register(**names, email=row.email)
        if known.staff_number:
            raise _Refused("other_staff_number", known.staff_number)
    else:
        _check_same(known, row)
    person = known.merged_into or known
    facts: dict[str, Any] = {} if known.merged_into else {**row.person, "staff_number": row.staff_number}
    update_person(person, **facts)
    _write_address(person, row)
    return person


def _bring_up_to_date(record_of_number: Person, tie: Affiliation, row: StaffRow, by: Person | None) -> bool:
    """Write what differs; whether anything did. What another record absorbed keeps that one's names."""
    _check_same(record_of_number, row)
    person = record_of_number.merged_into or record_of_number
    changed = update_affiliation(tie, **_checked_dates(tie, row), voided_on=None)
    if person == record_of_number:
        changed += update_person(person, **row.person)
    if _write_address(person, row):
        changed.append("backup_email")
    changed += _give_roles(person, row, by)
    if not hasattr(person, "account") and tie.is_current(clock.today()):
        _open_account(person, tie)
        changed.append("account")
    if changed:
        record("accounts.update_from_file", actor=by, subject=person, changed=changed)
    return bool(changed)


def _checked_dates(tie: Affiliation, row: StaffRow) -> Mapping[str, Any]:
    """The facts of the tie; a file may give one of its two days only, and the other is known already."""
    starts_on, ends_on = (row.tie.get(name, getattr(tie, name)) for name in ("starts_on", "ends_on"))
    if ends_on and starts_on > ends_on:
        raise _Refused("ends_before_start", f"{ends_on:%d/%m/%Y}")
    return row.tie


def _check_same(known: Person, row: StaffRow) -> None:
    if known.birth_date != row.person["birth_date"] and not same_name(known.birth_name, row.person["birth_name"]):
        raise _Refused("somebody_else", known.display_name)


def _write_address(person: Person, row: StaffRow) -> bool:
    """Whoever holds an active account changes their address there, with their password: a file does not."""
    account = getattr(person, "account", None)
    if hasattr(account, "activation") or person.backup_email.lower() == row.email.lower():
        return False
    set_backup_email(person, row.email)
    if account is not None:
        open_account(person, domain=institution.current().domains.staff, activatable_at=account.activatable_at)
    return True


def _give_roles(person: Person, row: StaffRow, by: Person | None) -> list[str]:
    """Give the roles that the line names and the person has not; a file takes none away."""
    now = clock.now()
    held = {(role.role, role.component_id) for role in person.roles.all() if role.is_current(now)}
    missing = [wanted for wanted in row.roles if wanted not in held]
    for role, component in missing:
        assign_role(person, role, component=Component.objects.get(pk=component) if component else None, by=by)
    if missing and hasattr(person, "account"):
        end_sessions_without_factor(person.account)
    return ["roles"] if missing else []
